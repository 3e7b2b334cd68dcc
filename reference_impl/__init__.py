"""The reference connector between Skillsoft Percipio and 360Learning.

It pulls a catalog once a day, receives xAPI statements at any time, and writes courses and
attempts into 360Learning. The code is meant to be read: ``rules/`` holds pure functions of values;
everything that uses HTTP, keeps state or waits is at the edge.

rules/             what a course, a filter, an attempt or the daily run is
percipio/          reads the catalog
lms/               writes to 360Learning
webhook/           receives statements
store/             SQLite
jobs/              the daily run and the delivery of statements
time/              real and controlled clocks
app/               the program, its options and the control protocol
rules_table.py     names the rules that a variant may replace
"""
