Feature: Attempts on a course
  An auditor asks how often a learner took a course, and when. Each restart in Percipio is one new
  attempt in 360Learning, and nothing else is.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C010
  Rule: Every attempt of every learner can be looked up

    Scenario: The list of a course with two learners and three attempts
      Given Percipio lets learners complete a course more than once
      And Ada completes "Six Sigma Basics" in Percipio, scoring 60 %, 40 minutes in all
      And Grace works on "Six Sigma Basics" in Percipio, scoring 35 %, 5 minutes in all
      And a few minutes have passed
      And Ada restarts "Six Sigma Basics" in Percipio
      When Ada works on "Six Sigma Basics" in Percipio, scoring 75 %, 50 minutes in all
      Then within minutes, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress | score | time spent | result  |
        | Ada     | 100 %    | 75 %  | 50 minutes | Success |
        | Ada     | 50 %     | 75 %  | nothing    | empty   |
        | Grace   | 50 %     | 35 %  | 5 minutes  | empty   |

  @C149
  Rule: Where Percipio does not allow repeated completions, the first one is the only attempt

    Scenario: A completion that is sent twice is one attempt
      Given Percipio queues its statements
      And Ada completes "Six Sigma Basics" in Percipio, scoring 70 %, 30 minutes in all
      When Percipio sends the queued statements one by one, and all of them again
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | score | time spent | result  |
        | 100 %    | 70 %  | 30 minutes | Success |

    @profile @A-REGRESS.never-back @A-NEWATT.registration-or-later-completion @A-NEWATT.registration-only
    Scenario: Going through a completed course again makes no second attempt
      Given Ada completes "Six Sigma Basics" in Percipio, scoring 70 %
      And a few minutes have passed
      And Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada completes "Six Sigma Basics" in Percipio, 50 minutes in all
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |

    @profile @A-REGRESS.never-back @A-NEWATT.registration-or-later-completion @A-NEWATT.registration-only
    Scenario: A whole course with a later review is one attempt
      Given Ada goes through all of "Six Sigma Basics" in Percipio, scoring 80 %
      And a few minutes have passed
      When Ada works on "Six Sigma Basics" in Percipio, scoring 80 %, 31 minutes in all
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | score | result  |
        | 100 %    | 80 %  | Success |

    @wire @profile @A-NEWATT.registration-or-later-completion @A-NEWATT.registration-only
    Scenario: A second completion under the same registration is the same attempt
      Given Ada's completion of "Six Sigma Basics" is posted with context.registration set to "7d1f2a34-90c1-4a57-8d0e-1d9f3c6b2a10"
      And a few minutes have passed
      When Ada's completion of "Six Sigma Basics" is posted with context.registration set to "7d1f2a34-90c1-4a57-8d0e-1d9f3c6b2a10"
      Then within minutes, Ada has 1 attempt on "Six Sigma Basics"

  @C151
  Rule: A restart makes a new attempt, and opening a completed course again makes none

    Scenario: Two completions with a restart between them are two attempts
      Given Percipio lets learners complete a course more than once
      And Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada restarts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |
        | 100 %    | Success |

    Scenario: Two restarts are three attempts, and the last one may be unfinished
      Given Percipio lets learners complete a course more than once
      And Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada restarts "Six Sigma Basics" in Percipio
      And Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada restarts "Six Sigma Basics" in Percipio
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress | result  |
        | 100 %    | Success |
        | 100 %    | Success |
        | 50 %     | empty   |

    @profile @A-NEWATT.registration-or-later-completion @A-NEWATT.registration-only
    Scenario: Opening a completed course again makes no attempt
      Given Percipio lets learners complete a course more than once
      And Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada reopens "Six Sigma Basics" in Percipio
      Then within minutes, Ada has 1 attempt on "Six Sigma Basics"

    @profile @A-NEWATT.registration-or-later-completion
    Scenario: A later completion is a new attempt where Percipio does not distinguish attempts
      Given Percipio lets learners complete a course more than once
      And Percipio does not distinguish attempts
      And Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada restarts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada has 2 attempts on "Six Sigma Basics"

    @profile @A-NEWATT.registration-only
    Scenario: A later completion is no new attempt where Percipio does not distinguish attempts
      Given Percipio lets learners complete a course more than once
      And Percipio does not distinguish attempts
      And Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada restarts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada has 1 attempt on "Six Sigma Basics"

    @profile @A-NEWATT.later-start
    Scenario: Opening a completed course again makes an attempt
      Given Percipio lets learners complete a course more than once
      And Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      When Ada reopens "Six Sigma Basics" in Percipio
      Then within minutes, Ada has 2 attempts on "Six Sigma Basics"

  @D12
  Rule: A course that is started in Percipio itself makes an attempt

    Scenario: Ada opens and starts the course in Percipio
      Given Ada opens the page of "Six Sigma Basics" in Percipio
      When Ada starts "Six Sigma Basics" in Percipio
      Then within minutes, Ada has 1 attempt on "Six Sigma Basics"
