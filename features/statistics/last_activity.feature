Feature: The last activity of a learner
  Deadlines depend on when a learner did something, not on when the statement arrived. So the date
  comes from Percipio, even when Percipio is hours late.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C057
  Rule: The last activity has the date that Percipio sends, not the date of arrival

    Scenario: A start that arrives five hours late keeps its time
      Given it becomes 12 January 2026, 09:00 CET
      And Percipio queues its statements
      And Ada starts "Six Sigma Basics" in Percipio
      And it becomes 12 January 2026, 14:00 CET
      When Percipio sends the queued statements
      Then within minutes, Ada's last activity on "Six Sigma Basics" is 12 January 2026, 09:00 CET

    Scenario: A completion that arrives after midnight keeps its date
      Given it becomes 12 January 2026, 23:50 CET
      And Percipio queues its statements
      And Ada completes "Six Sigma Basics" in Percipio
      And it becomes 13 January 2026, 00:20 CET
      When Percipio sends the queued statements
      Then within minutes, Ada's last activity on "Six Sigma Basics" is 12 January 2026, 23:50 CET

    Scenario: The last activity of an unfinished course is the last time it was opened
      Given it becomes 12 January 2026, 09:00 CET
      And Ada starts "Six Sigma Basics" in Percipio
      And it becomes 12 January 2026, 11:00 CET
      When Ada works on "Six Sigma Basics" in Percipio
      Then after an hour, Ada's last activity on "Six Sigma Basics" is 12 January 2026, 11:00 CET

    Scenario: A late old statement does not change the last activity
      Given it becomes 12 January 2026, 09:00 CET
      And Percipio queues its statements
      And Ada starts "Six Sigma Basics" in Percipio
      And it becomes 12 January 2026, 11:00 CET
      And Ada works on "Six Sigma Basics" in Percipio
      When Percipio sends the queued statements one by one, the last one first
      Then within minutes, Ada's last activity on "Six Sigma Basics" is 12 January 2026, 11:00 CET

    @wire
    Scenario Outline: <written> is half past ten in Paris
      Given it becomes 12 January 2026, 12:00 CET
      When Ada's completion of "Six Sigma Basics" is posted with timestamp set to "<written>"
      Then within minutes, Ada's last activity on "Six Sigma Basics" is 12 January 2026, 10:30 CET

      Examples:
        | written                   |
        | 2026-01-12T09:30:00Z      |
        | 2026-01-12T10:30:00+01:00 |
        | 2026-01-12T04:30:00-05:00 |

    @profile @A-LASTACT.completion-first @A-REGRESS.never-back
    Scenario: Reopening a completed course keeps the date of the completion
      Given it becomes 12 January 2026, 09:00 CET
      And Ada completes "Six Sigma Basics" in Percipio
      And it becomes 12 January 2026, 11:00 CET
      When Ada reopens "Six Sigma Basics" in Percipio
      Then within minutes, Ada's last activity in the first attempt on "Six Sigma Basics" is 12 January 2026, 09:00 CET

    @profile @A-LASTACT.later-of-both @A-LASTACT.access-first @A-NEWATT.registration-or-later-completion @A-NEWATT.registration-only
    Scenario: Reopening a completed course updates the last activity
      Given it becomes 12 January 2026, 09:00 CET
      And Ada completes "Six Sigma Basics" in Percipio
      And it becomes 12 January 2026, 11:00 CET
      When Ada reopens "Six Sigma Basics" in Percipio
      Then within minutes, Ada's last activity on "Six Sigma Basics" is 12 January 2026, 11:00 CET
