"""Statements of made-up learners: the same order gives the same bytes.

    people + shelf -> histories, a day at a time -> statements -> faults -> deliveries, in order

people      who learns, with addresses that anybody can work out
shelf       what of a catalog item a history needs
history     one learner's way through the shelf, as learner events
wording     the LRS configuration that the words follow
faults      the one table of kinds: what goes wrong on request, and how it is to be answered
breakages   how a statement is broken, one function a kind
stream      an order and its deliveries, each one a line of bytes
"""
