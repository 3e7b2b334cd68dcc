Feature: Learners change their address, leave and return
  Learners get new addresses, leave and come back. Their statistics must stay their own.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @D09
  Rule: Statements follow a new address, and earlier statistics stay

    Scenario: Ada marries and has a new address on both sides
      Given Ada works on "Six Sigma Basics" in Percipio, scoring 40 %, 10 minutes in all
      And a few minutes have passed
      And Ada's email address in 360Learning is "ada.king@acme.example"
      And Ada's email address in Percipio is "ada.king@acme.example"
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress | score | time spent | result  |
        | Ada     | 100 %    | 40 %  | 10 minutes | Success |

    Scenario: Statements to an address that Ada gave up do not count for her
      Given Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada's email address in 360Learning is "ada.king@acme.example"
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 50 %     |

  @D10
  Rule: Statements about a removed user are ignored until that user is invited again

    Scenario: Completions after Ada's removal do not count
      Given Ada works on "Six Sigma Basics" in Percipio, scoring 40 %
      And a few minutes have passed
      And Ada is removed from 360Learning
      When Ada completes "Six Sigma Basics" in Percipio, scoring 90 %
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | score | result |
        | 50 %     | 40 %  | empty  |

    Scenario: Completions after Ada's return count
      Given Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada is removed from 360Learning
      And Ada works on "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada is invited again to 360Learning
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |

  @D14
  Rule: Statistics never reach another learner

    Scenario: Three learners on one course
      When Ada completes "Six Sigma Basics" in Percipio, scoring 91 %, 30 minutes in all
      And Grace works on "Six Sigma Basics" in Percipio, scoring 47 %, 8 minutes in all
      And Alan starts "Six Sigma Basics" in Percipio
      Then within minutes, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress | score | time spent | result  |
        | Ada     | 100 %    | 91 %  | 30 minutes | Success |
        | Grace   | 50 %     | 47 %  | 8 minutes  | empty   |
        | Alan    | 50 %     | empty | nothing    | empty   |

    Scenario: Another customer sends to the same address
      When another customer sends Ada's completion of "Six Sigma Basics" with its own credentials
      Then after an hour, no learner has an attempt on "Six Sigma Basics"
