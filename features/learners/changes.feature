Feature: People change
  Addresses change with a marriage, people leave and come back. Their figures stay theirs.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @D09
  Rule: New reports follow a new address, and earlier figures stay

    Scenario: Ada marries and has a new address on both sides
      Given Ada works on "Six Sigma Basics" in Percipio, scoring 40 %, 10 minutes in all
      And a few minutes have passed
      And Ada's email address in 360Learning is "ada.king@acme.example"
      And Ada's email address in Percipio is "ada.king@acme.example"
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress | score | time spent | result  |
        | Ada     | 100 %    | 40 %  | 10 minutes | Success |

    Scenario: An address that Ada has given up is hers no longer
      Given Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada's email address in 360Learning is "ada.king@acme.example"
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 50 %     |

  @D10
  Rule: Reports about a removed user are passed over until that person is invited again

    Scenario: Ada leaves, and what she does then does not count
      Given Ada works on "Six Sigma Basics" in Percipio, scoring 40 %
      And a few minutes have passed
      And Ada is removed from 360Learning
      And Ada completes "Six Sigma Basics" in Percipio, scoring 90 %
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | score | result |
        | 50 %     | 40 %  | empty  |

    Scenario: Ada comes back, and what she does from then on counts
      Given Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada is removed from 360Learning
      And Ada works on "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada is invited again to 360Learning
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |

  @D14
  Rule: Nobody sees the figures of somebody else

    Scenario: Three learners on one course
      Given Ada completes "Six Sigma Basics" in Percipio, scoring 91 %, 30 minutes in all
      And Grace works on "Six Sigma Basics" in Percipio, scoring 47 %, 8 minutes in all
      And Alan starts "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress | score | time spent | result  |
        | Ada     | 100 %    | 91 %  | 30 minutes | Success |
        | Grace   | 50 %     | 47 %  | 8 minutes  | empty   |
        | Alan    | 50 %     | empty | nothing    | empty   |

    Scenario: Another customer sends to the same address
      Given another customer reports Ada's completion of "Six Sigma Basics" with credentials of its own
      When an hour passes
      Then nobody has an attempt on "Six Sigma Basics"
