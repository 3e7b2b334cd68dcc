Feature: A launch and the learner's progress
  The first launch of a course counts as a start. All further progress comes from Percipio, and a
  launch never completes a course.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"

  @C068
  Rule: A first launch puts the learner at 50 percent, without a result

    @platform
    Scenario: Ada launches the course
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      When Ada launches "Six Sigma Basics"
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | score | time spent | last activity              | result |
        | 50 %     | empty | nothing    | 12 January 2026, 12:00 CET | empty  |

    @platform
    Scenario: Ada launches the course and Percipio turns her away
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada has no license at Percipio
      When Ada launches "Six Sigma Basics"
      Then Ada's progress on "Six Sigma Basics" is 50 %

    @platform
    Scenario: Ada launches the course a second time before she has completed it
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada has launched "Six Sigma Basics"
      When Ada launches "Six Sigma Basics"
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | result |
        | 50 %     | empty  |

    @platform
    Scenario: Ada launches a course with a progress of 0 %
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada has reached 0 % of "Six Sigma Basics"
      When Ada launches "Six Sigma Basics"
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | result |
        | 50 %     | empty  |

    @platform
    Scenario Outline: Ada launches a course that she has completed before, and that is at <before> again
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada has reached 100 %, then <before> of "Six Sigma Basics"
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
    Scenario: Ada's launch makes no attempt for Grace
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      When Ada launches "Six Sigma Basics"
      Then Grace has 0 attempts on "Six Sigma Basics"

    Scenario: Statements from Percipio update the attempt of the launch
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada has launched "Six Sigma Basics"
      When Ada starts "Six Sigma Basics" in Percipio
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
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
      Given 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada has reached 100 % of "Six Sigma Basics"
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
      When Ada completes "Six Sigma Basics" in Percipio
      Then within a day, Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |
        | 100 %    | Success |

    @profile @A-LAUNCH50.new-attempt @A-REGRESS.never-back
    Scenario: Reopening a completed course leaves the attempt of the launch open
      Given the integration is active
      And statistics are sent to 360Learning
      And a day has passed
      And Ada completes "Six Sigma Basics" in Percipio
      And a day has passed
      And Ada has launched "Six Sigma Basics"
      When Ada reopens "Six Sigma Basics" in Percipio
      Then within a day, Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |
        | 50 %     | empty   |

  @C074
  Rule: Statistics after a launch appear within minutes

    Scenario Outline: Ada launches the course and completes it at <time>
      Given the integration is active
      And statistics are sent to 360Learning
      And it becomes 13 January 2026, 08:00 CET
      And Ada has launched "Six Sigma Basics"
      And it becomes <day>, <time> CET
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %
      And the statistics appeared within the promised minutes

      Examples: Just after a daily run, in the afternoon, and just before one
        | day             | time  |
        | 13 January 2026 | 09:00 |
        | 13 January 2026 | 17:45 |
        | 14 January 2026 | 05:50 |

  @C127 @cap-courses @cap-statistics
  Rule: While Percipio sends nothing, progress stays where the launch has put it

    Scenario: Ada completes the course while statements are not enabled in Percipio
      Given the integration is active
      And statistics are sent to 360Learning
      And Percipio's LRS configuration page has Enable set to unchecked
      And a day has passed
      And Ada has launched "Six Sigma Basics"
      When Ada completes "Six Sigma Basics" in Percipio
      Then after 2 days, Ada's attempts on "Six Sigma Basics" are:
        | progress | result |
        | 50 %     | empty  |
