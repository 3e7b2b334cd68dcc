Feature: The daily run at 06:00 Central European Time
  The article names a zone with summer time and also a fixed distance to UTC. In winter both agree;
  in summer a profile decides which one applies.

  @C013
  Rule: The daily run starts at 06:00 Central European Time

    Scenario Outline: The winter run of <day> starts at six
      Given it is <eve>, 12:00 CET
      And the integration is active
      When it becomes <day>, 12:00 CET
      Then the catalog was read once on <day>, at 06:00 CET

      Examples: An ordinary day, the ends of months and years, and a leap day
        | eve              | day              |
        | 14 January 2026  | 15 January 2026  |
        | 31 January 2026  | 1 February 2026  |
        | 28 February 2026 | 1 March 2026     |
        | 30 November 2026 | 1 December 2026  |
        | 31 December 2026 | 1 January 2027   |
        | 28 February 2028 | 29 February 2028 |

    Scenario Outline: No run starts before 06:00 on <day>
      Given it is <eve>, 12:00 CET
      And the integration is active
      When it becomes <day>, 05:59 CET
      Then the catalog was not read on <day>

      Examples:
        | eve              | day             |
        | 14 January 2026  | 15 January 2026 |
        | 31 December 2026 | 1 January 2027  |

    Scenario Outline: The day on which clocks change, <day>, has exactly one run
      Given it is <eve>, 12:00 CET
      And the integration is active
      When it becomes <day>, 22:00 CET
      Then the catalog was read once on <day>

      Examples:
        | eve             | day             |
        | 28 March 2026   | 29 March 2026   |
        | 24 October 2026 | 25 October 2026 |

    Scenario: An integration activated just after 06:00 runs the next day
      Given Percipio offers the course "Six Sigma Basics"
      And it is 13 January 2026, 06:01 CET
      When the administrator sets up the integration
      Then after the next daily run, the catalog was read once on 14 January 2026, at 06:00 CET

    Scenario: A connector that is up again at 05:59 runs at 06:00
      Given it is 12 January 2026, 12:00 CET
      And the integration is active
      And the connector is down
      And it becomes 13 January 2026, 05:59 CET
      When the connector is up again
      Then after the next daily run, the catalog was read once on 13 January 2026, at 06:00 CET

    Scenario: A long run does not delay the next one
      Given it is 12 January 2026, 12:00 CET
      And Percipio offers 1001 courses
      And the integration is active
      And every request for page 2 ends in a very slow response
      And a day has passed
      When Percipio answers normally again
      Then after the next daily run, the catalog was read once on 14 January 2026, at 06:00 CET

    @profile @A-DST.fixed-utc-plus-1
    Scenario Outline: On <day> the run keeps its distance to UTC
      Given it is <eve>, 12:00 CET
      And the integration is active
      When it becomes <day>, 12:00 CET
      Then the catalog was read once on <day>, at 06:00 CET

      Examples: Summer, the two days on which clocks change, and the days after
        | eve             | day             |
        | 14 July 2026    | 15 July 2026    |
        | 28 March 2026   | 29 March 2026   |
        | 29 March 2026   | 30 March 2026   |
        | 24 October 2026 | 25 October 2026 |
        | 25 October 2026 | 26 October 2026 |

    @profile @A-DST.paris-wall-clock
    Scenario Outline: On <day> the run follows the clocks of Paris
      Given it is <eve>, 12:00 CET
      And the integration is active
      When it becomes <day>, 12:00 CET
      Then the catalog was read once on <day>, at 06:00 in Paris

      Examples: Summer, the two days on which clocks change, and the days after
        | eve             | day             |
        | 14 July 2026    | 15 July 2026    |
        | 28 March 2026   | 29 March 2026   |
        | 29 March 2026   | 30 March 2026   |
        | 24 October 2026 | 25 October 2026 |
        | 25 October 2026 | 26 October 2026 |
