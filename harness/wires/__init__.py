"""What lies between the programs: addresses, sockets or none, the journal of all that crosses."""
