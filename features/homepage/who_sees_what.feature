Feature: Statistics as people see them
  Learners look up how far they are, administrators how far everybody is whom they answer for.

  @C010
  Rule: Each attempt can be looked up by the learner and by those who administer their groups

    @platform
    Scenario Outline: Statistics on a course as <viewer> sees them
      Given Percipio offers the course "Six Sigma Basics"
      And 360Learning holds the Skillsoft course "Six Sigma Basics"
      And Ada has launched "Six Sigma Basics"
      When Grace launches "Six Sigma Basics"
      Then <viewer> sees these attempts on "Six Sigma Basics":
        | learner | progress | score | time spent | result |
        | Ada     | 50 %     | empty | nothing    | empty  |
        | Grace   | 50 %     | empty | nothing    | empty  |

      Examples: An administrator of their group, and the owner of the platform
        | viewer |
        | Carol  |
        | Olivia |

    @platform
    Scenario: Ada sees her own attempt and not Grace's
      Given Percipio offers the course "Six Sigma Basics"
      And 360Learning holds the Skillsoft course "Six Sigma Basics"
      And Ada has launched "Six Sigma Basics"
      When Grace launches "Six Sigma Basics"
      Then Ada sees these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 50 %     |
