Feature: Preparation and activation of the integration
  360Learning's staff enable the integration for one group and name its connector admin. Then the
  customer's administrators set it up on the group's settings page. Requests of people without
  permission, or before the preparation, do not reach the connector.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"

  @C002
  Rule: A platform administrator can activate, a learner cannot

    Scenario: Olivia, a platform administrator, activates the integration
      When Olivia sets up the integration of "Skillsoft Academy"
      Then within minutes, the integration is active

    Scenario: Ada, a learner, cannot set up the integration
      When Ada sets up the integration of "Skillsoft Academy"
      Then the setup is refused because the person is not an administrator
      And the connector received no call
      And the integration waits for its setup

    Scenario: Ada's attempt to set up the integration starts no synchronization
      When Ada sets up the integration of "Skillsoft Academy"
      Then after 2 daily runs, nothing was asked of Percipio
      And 360Learning shows no Skillsoft course

    @profile @A-ROLE.platform-admins-only
    Scenario: Carol, who administers only the group, cannot set up the integration
      When Carol sets up the integration of "Skillsoft Academy"
      Then the setup is refused because the person is not an administrator
      And the connector received no call

    @profile @A-ROLE.group-admins-too
    Scenario: Carol, who administers the group, can set up the integration
      When Carol sets up the integration of "Skillsoft Academy"
      Then the setup is accepted
      And the integration is being verified, or active after a request to Percipio

  @C003
  Rule: Without 360Learning's preparation not even a platform administrator can activate

    Scenario: Olivia cannot set up the integration before 360Learning enables it
      Given 360Learning has not enabled the integration
      When Olivia sets up the integration of "Skillsoft Academy"
      Then the setup is refused because 360Learning has not enabled the integration
      And the connector received no call
      And the integration waits for its setup

    Scenario: Olivia's early attempt starts no synchronization
      Given 360Learning has not enabled the integration
      When Olivia sets up the integration of "Skillsoft Academy"
      Then after 2 daily runs, nothing was asked of Percipio
      And 360Learning shows no Skillsoft course

  @C080 @platform
  Rule: The integration belongs to one group that exists

    Scenario: The integration cannot be enabled for an unknown group
      When 360Learning enables the integration for "Atlantis" with Sam as connector admin
      Then the request is refused because the group does not exist

  @C084 @platform
  Rule: The connector admin administers the integration's group

    @C080
    Scenario: Sam, who administers Sales, can be its connector admin
      When 360Learning enables the integration for "Sales" with Sam as connector admin
      Then the request is accepted

    @profile @A-CONNADMIN.refused
    Scenario Outline: <person>, who does not administer Sales, cannot be its connector admin
      When 360Learning enables the integration for "Sales" with <person> as connector admin
      Then the request is refused because the connector admin does not administer the group

      Examples:
        | person |
        | Ada    |
        | Carol  |

    @profile @A-CONNADMIN.accepted
    Scenario: Ada, who administers no group, can be the connector admin
      When 360Learning enables the integration for "Sales" with Ada as connector admin
      Then the request is accepted

  @C086
  Rule: Preparation comes first and activation second

    Scenario: Activation after the preparation is accepted
      Given 360Learning has not enabled the integration
      And 360Learning enables the integration for "Skillsoft Academy" with Carol as connector admin
      When Olivia sets up the integration of "Skillsoft Academy"
      Then the setup is accepted
      And the integration is being verified, or active after a request to Percipio

    Scenario: Preparation for one group does not open another
      Given 360Learning enables the integration for "Sales" with Sam as connector admin
      When Olivia sets up the integration of "Legal"
      Then the setup is refused because 360Learning has not enabled the integration
      And the connector received no call

  @C097
  Rule: The Skillsoft page is among the settings of the integration's own group

    Scenario: The group of the integration has the page
      When an administrator looks for the Skillsoft page among the settings of "Skillsoft Academy"
      Then the page is shown
      And the integration waits for its setup

    @platform
    Scenario Outline: <group> has no Skillsoft page
      When an administrator looks for the Skillsoft page among the settings of "<group>"
      Then the page is refused because 360Learning has not enabled the integration
      And the connector received no call

      Examples:
        | group |
        | Acme  |
        | Sales |
        | Legal |

  @C100 @cap-statistics
  Rule: Administrators see the webhook credentials, learners do not

    Scenario: Statements sent with the credentials that Olivia sees are counted
      Given the integration is active
      And a day has passed
      And statistics are sent to 360Learning
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

    Scenario: Olivia can open the webhook credentials
      When Olivia opens the webhook credentials of "Skillsoft Academy"
      Then the page is shown

    Scenario: Ada cannot open the webhook credentials
      When Ada opens the webhook credentials of "Skillsoft Academy"
      Then the page is refused because the person is not an administrator
      And the connector received no call
