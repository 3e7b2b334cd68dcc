Feature: The record store page and its connection test
  Percipio would like to talk to a receiver before it saves its address. 360Learning's receiver
  does not answer such a test, so the article has administrators open the page in another way.

  @C114 @platform
  Rule: The page that skips the connection test saves for a receiver that passes none

    Scenario: Opened with the bypass, the page is saved
      When the administrator saves Percipio's record store page, opened with the bypass, for a receiver that does not answer
      Then the page is saved

    Scenario: Opened without it, the page is not saved
      When the administrator saves Percipio's record store page, opened without the bypass, for a receiver that does not answer
      Then the page is not saved
      And a connection test was sent to the receiver

  @C128 @platform
  Rule: With the connection test bypassed, saving sends nothing

    Scenario: Not even a test arrives
      When the administrator saves Percipio's record store page, opened with the bypass, for a receiver that does not answer
      Then nothing was sent to the receiver
