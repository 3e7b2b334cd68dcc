"""HTTP between the connector and the simulated platforms: in process or over sockets, logged."""
