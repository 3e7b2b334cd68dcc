Feature: The last activity of a learner
  A deadline was kept or missed by what the learner did, not by when a report came in. So the
  date comes from Percipio, even when Percipio is hours late.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C057
  Rule: The last activity is dated by Percipio and never by the arrival of a report

    Scenario: A start is reported five hours late
      Given it becomes 12 January 2026, 09:00 CET
      And Percipio keeps its reports back
      And Ada starts "Six Sigma Basics" in Percipio
      And it becomes 12 January 2026, 14:00 CET
      And Percipio sends what it kept back
      When a few minutes pass
      Then Ada's last activity on "Six Sigma Basics" is 12 January 2026, 09:00 CET

    Scenario: A completion is reported over midnight
      Given it becomes 12 January 2026, 23:50 CET
      And Percipio keeps its reports back
      And Ada completes "Six Sigma Basics" in Percipio
      And it becomes 13 January 2026, 00:20 CET
      And Percipio sends what it kept back
      When a few minutes pass
      Then Ada's last activity on "Six Sigma Basics" is 12 January 2026, 23:50 CET

    Scenario: An unfinished course is dated by the last time it was opened
      Given it becomes 12 January 2026, 09:00 CET
      And Ada starts "Six Sigma Basics" in Percipio
      And it becomes 12 January 2026, 11:00 CET
      And Ada works on "Six Sigma Basics" in Percipio
      And it becomes 12 January 2026, 12:00 CET
      When a few minutes pass
      Then Ada's last activity on "Six Sigma Basics" is 12 January 2026, 11:00 CET

    Scenario: An old report that comes late does not turn the date back
      Given it becomes 12 January 2026, 09:00 CET
      And Percipio keeps its reports back
      And Ada starts "Six Sigma Basics" in Percipio
      And it becomes 12 January 2026, 11:00 CET
      And Ada works on "Six Sigma Basics" in Percipio
      And Percipio sends what it kept back one by one, the last one first
      When a few minutes pass
      Then Ada's last activity on "Six Sigma Basics" is 12 January 2026, 11:00 CET

    @wire
    Scenario Outline: <written> is half past ten in Paris
      Given it becomes 12 January 2026, 12:00 CET
      And Ada's completion of "Six Sigma Basics" is posted with timestamp set to "<written>"
      When a few minutes pass
      Then Ada's last activity on "Six Sigma Basics" is 12 January 2026, 10:30 CET

      Examples:
        | written                   |
        | 2026-01-12T09:30:00Z      |
        | 2026-01-12T10:30:00+01:00 |
        | 2026-01-12T04:30:00-05:00 |

    @profile @A-LASTACT.completion-first @A-REGRESS.never-back
    Scenario: Who looks into a completed course again keeps the date of the completion
      Given it becomes 12 January 2026, 09:00 CET
      And Ada completes "Six Sigma Basics" in Percipio
      And it becomes 12 January 2026, 11:00 CET
      And Ada looks again at "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's last activity in the first attempt on "Six Sigma Basics" is 12 January 2026, 09:00 CET

    @profile @A-LASTACT.later-of-both @A-LASTACT.access-first @A-NEWATT.registration-or-later-completion @A-NEWATT.registration-only
    Scenario: Who looks into a completed course again moves the date on
      Given it becomes 12 January 2026, 09:00 CET
      And Ada completes "Six Sigma Basics" in Percipio
      And it becomes 12 January 2026, 11:00 CET
      And Ada looks again at "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's last activity on "Six Sigma Basics" is 12 January 2026, 11:00 CET
