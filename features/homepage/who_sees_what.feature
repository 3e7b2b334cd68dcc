Feature: Who can see which statistics
  Learners look up their own progress, and administrators that of the groups they administer.

  Background:
    Given it is 12 January 2026, 12:00 CET

  @C010
  Rule: Each attempt can be looked up by the learner and by those who administer their groups

    @platform
    Scenario Outline: <viewer> sees the attempts of all learners on a course
      Given Percipio offers the course "Six Sigma Basics"
      And 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada has launched "Six Sigma Basics"
      When Grace launches "Six Sigma Basics"
      Then <viewer> sees these attempts on "Six Sigma Basics":
        | learner | progress | score | time spent | last activity              | result |
        | Ada     | 50 %     | empty | nothing    | 12 January 2026, 12:00 CET | empty  |
        | Grace   | 50 %     | empty | nothing    | 12 January 2026, 12:00 CET | empty  |

      Examples: An administrator of their group, and the owner of the platform
        | viewer |
        | Carol  |
        | Olivia |

    Scenario Outline: <viewer> sees the statistics from Percipio
      Given Percipio offers the course "Six Sigma Basics"
      And the integration is active
      And statistics are sent to 360Learning
      And it becomes 13 January 2026, 09:00 CET
      When Ada completes "Six Sigma Basics" in Percipio, scoring 80 %, 40 minutes in all
      And Grace works on "Six Sigma Basics" in Percipio, scoring 35 %, 5 minutes in all
      Then within minutes, <viewer> sees these attempts on "Six Sigma Basics":
        | learner | progress | score | time spent | last activity              | result  |
        | Ada     | 100 %    | 80 %  | 40 minutes | 13 January 2026, 09:00 CET | Success |
        | Grace   | 50 %     | 35 %  | 5 minutes  | 13 January 2026, 09:00 CET | empty   |

      Examples:
        | viewer |
        | Carol  |
        | Olivia |

    @platform
    Scenario: Sam, who administers another group, sees no attempts
      Given Percipio offers the course "Six Sigma Basics"
      And 360Learning has the Skillsoft course "Six Sigma Basics"
      When Ada launches "Six Sigma Basics"
      Then Sam sees no attempt on "Six Sigma Basics"

    @platform
    Scenario: Ada sees her own attempt and not Grace's
      Given Percipio offers the course "Six Sigma Basics"
      And 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada has launched "Six Sigma Basics"
      When Grace launches "Six Sigma Basics"
      Then Ada sees these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 50 %     |

    @platform
    Scenario Outline: The statistics of a path as <viewer> sees them
      Given Percipio offers the course "Six Sigma Basics"
      And 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada is enrolled in the path "Lean Journey" of "Six Sigma Basics"
      And Grace is enrolled in the path "Lean Journey"
      When Ada launches "Six Sigma Basics" from "Lean Journey"
      Then <viewer> sees these learners in the path "Lean Journey":
        | learner | progress | status      |
        | Ada     | 0 %      | on time     |
        | Grace   | 0 %      | not started |

      Examples:
        | viewer |
        | Carol  |
        | Olivia |

    @platform
    Scenario: Grace sees herself in the statistics of a path and not Ada
      Given Percipio offers the course "Six Sigma Basics"
      And 360Learning has the Skillsoft course "Six Sigma Basics"
      And Ada is enrolled in the path "Lean Journey" of "Six Sigma Basics"
      And Grace is enrolled in the path "Lean Journey"
      When Ada launches "Six Sigma Basics" from "Lean Journey"
      Then Grace sees these learners in the path "Lean Journey":
        | learner | progress | status      |
        | Grace   | 0 %      | not started |
