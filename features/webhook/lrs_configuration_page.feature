Feature: The LRS configuration page and its connection test
  Percipio tests the connection before it saves the address of an LRS. 360Learning's endpoint does
  not answer that test, so the article lets administrators open the page with a bypass.

  @C114 @platform
  Rule: The page with the bypass is saved for an LRS that fails the connection test

    Scenario: Opened with the bypass, the page is saved
      When the administrator saves Percipio's LRS configuration page, opened with the bypass, for a receiver that does not answer
      Then the LRS configuration page is saved

    Scenario: Opened without the bypass, the page is not saved
      When the administrator saves Percipio's LRS configuration page, opened without the bypass, for a receiver that does not answer
      Then the LRS configuration page is not saved
      And a connection test was sent to the receiver

  @C128 @platform
  Rule: With the bypass, saving sends no request

    Scenario: No connection test is sent with the bypass
      When the administrator saves Percipio's LRS configuration page, opened with the bypass, for a receiver that does not answer
      Then nothing was sent to the receiver
