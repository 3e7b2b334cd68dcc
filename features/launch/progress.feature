Feature: What a launch does to a learner's progress
  The first click on a course counts as having begun. Everything after that comes from Percipio,
  and a launch never completes anything.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"

  @C068
  Rule: A first launch puts the learner at 50 percent, without a result

    @platform
    Scenario: Ada launches the course
      Given 360Learning holds the Skillsoft course "Six Sigma Basics"
      When Ada launches "Six Sigma Basics"
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | score | time spent | last activity              | result |
        | 50 %     | empty | nothing    | 12 January 2026, 12:00 CET | empty  |

    @platform
    Scenario: Ada launches the course and Percipio turns her away
      Given 360Learning holds the Skillsoft course "Six Sigma Basics"
      And Ada has no licence at Percipio
      When Ada launches "Six Sigma Basics"
      Then Ada's progress on "Six Sigma Basics" is 50 %

    @platform
    Scenario: Ada launches the course a second time before she has completed it
      Given 360Learning holds the Skillsoft course "Six Sigma Basics"
      And Ada has launched "Six Sigma Basics"
      When Ada launches "Six Sigma Basics"
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | result |
        | 50 %     | empty  |

    @platform
    Scenario: Ada launches a course that stands at nothing
      Given 360Learning holds the Skillsoft course "Six Sigma Basics"
      And Ada stands at 0 % of "Six Sigma Basics"
      When Ada launches "Six Sigma Basics"
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | result |
        | 50 %     | empty  |

    @platform
    Scenario Outline: Ada launches a course that she has completed before, and that is at <before> again
      Given 360Learning holds the Skillsoft course "Six Sigma Basics"
      And Ada stands at 100 %, then <before> of "Six Sigma Basics"
      When Ada launches "Six Sigma Basics"
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |
        | 50 %     | empty   |

      Examples:
        | before |
        | 0 %    |
        | 50 %   |

    @platform
    Scenario: A launch of Ada's is none of Grace's
      Given 360Learning holds the Skillsoft course "Six Sigma Basics"
      When Ada launches "Six Sigma Basics"
      Then Grace has 0 attempts on "Six Sigma Basics"

    Scenario: What Percipio reports goes into the attempt that the launch has made
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada has launched "Six Sigma Basics"
      And Ada starts "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | result |
        | 50 %     | empty  |

    Scenario: A launch in the middle of the course changes nothing
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada launches "Six Sigma Basics"
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | result |
        | 50 %     | empty  |

    @platform
    Scenario: Launching a completed course takes nothing away from its completion
      Given 360Learning holds the Skillsoft course "Six Sigma Basics"
      And Ada stands at 100 % of "Six Sigma Basics"
      And a day has passed
      When Ada launches "Six Sigma Basics"
      Then Ada's result in the first attempt on "Six Sigma Basics" is Success
      And Ada's last activity in the first attempt on "Six Sigma Basics" is 12 January 2026, 12:00 CET

    @profile @A-LAUNCH50.completed-untouched
    Scenario: Launching a completed course leaves it completed
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada has launched "Six Sigma Basics"
      And Ada completes "Six Sigma Basics" in Percipio
      And a day has passed
      When Ada launches "Six Sigma Basics"
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |

    @profile @A-LAUNCH50.new-attempt
    Scenario: Launching a completed course begins another attempt
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada has launched "Six Sigma Basics"
      And Ada completes "Six Sigma Basics" in Percipio
      And a day has passed
      When Ada launches "Six Sigma Basics"
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |
        | 50 %     | empty   |

    @profile @A-LAUNCH50.new-attempt
    Scenario: A restart in Percipio goes into the attempt that the launch has begun
      Given the integration is active
      And statistics are sent to 360Learning
      And Percipio lets learners complete a course more than once
      And a day has passed
      And Ada completes "Six Sigma Basics" in Percipio
      And a day has passed
      And Ada has launched "Six Sigma Basics"
      And Ada restarts "Six Sigma Basics" in Percipio
      And a day has passed
      And Ada completes "Six Sigma Basics" in Percipio
      When a day passes
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |
        | 100 %    | Success |

    @profile @A-LAUNCH50.new-attempt @A-REGRESS.never-back
    Scenario: A look at what is completed leaves the attempt of the launch open
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada completes "Six Sigma Basics" in Percipio
      And a day has passed
      And Ada has launched "Six Sigma Basics"
      And Ada looks again at "Six Sigma Basics" in Percipio
      When a day passes
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |
        | 50 %     | empty   |

  @C074
  Rule: After a launch, the wait for news from Percipio is counted in minutes

    Scenario Outline: Ada completes at <time> what she launched before
      Given the integration is active
      And statistics are sent to 360Learning
      And it becomes 13 January 2026, 08:00 CET
      And Ada has launched "Six Sigma Basics"
      And it becomes <day>, <time> CET
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %
      And it showed within the promised minutes

      Examples: Just after a daily run, in the afternoon, and just before one
        | day             | time  |
        | 13 January 2026 | 09:00 |
        | 13 January 2026 | 17:45 |
        | 14 January 2026 | 05:50 |

  @C127 @cap-courses @cap-statistics
  Rule: While Percipio sends nothing, progress stays where the launch has put it

    Scenario: The sending is not enabled, and Ada completes the course
      Given the integration is active
      And statistics are sent to 360Learning
      And Percipio's record store page has Enable set to unchecked
      And a day has passed
      And Ada has launched "Six Sigma Basics"
      And Ada completes "Six Sigma Basics" in Percipio
      When 2 days pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | result |
        | 50 %     | empty  |
