Feature: Who prepares and who activates
  360Learning's staff prepare the integration for one group and name its connector admin; then
  the customer's own administrators take over on the group's settings page. What somebody does
  there who may not, or too early, never gets as far as the connector.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers the course "Six Sigma Basics"

  @C002
  Rule: A platform administrator can activate, a learner cannot

    Scenario: Olivia sets it up, and minutes later it is active
      Given the administrator has set up the integration
      When a few minutes pass
      Then the integration is reported active

    Scenario: Ada cannot even ask for it
      When Ada sets up the integration of "Skillsoft Academy"
      Then that is refused, for only administrators may
      And the connector heard nothing of it
      And the integration waits for its setup

    Scenario: After Ada's try nothing is fetched for anybody
      Given Ada has tried to set up the integration
      When 2 days pass
      Then nothing was asked of Percipio
      And 360Learning shows no Skillsoft course

    @profile @A-ROLE.platform-admins-only
    Scenario: Carol, who administers the group and not the platform, cannot
      When Carol sets up the integration of "Skillsoft Academy"
      Then that is refused, for only administrators may
      And the connector heard nothing of it

    @profile @A-ROLE.group-admins-too
    Scenario: Carol, who administers the group, can as well
      When Carol sets up the integration of "Skillsoft Academy"
      Then that works
      And the integration is being verified

  @C003
  Rule: Without 360Learning's preparation not even a platform administrator can activate

    Scenario: Olivia is too early
      Given 360Learning has not enabled the integration
      When Olivia sets up the integration of "Skillsoft Academy"
      Then that is refused, for 360Learning has not enabled it
      And the connector heard nothing of it
      And the integration waits for its setup

    Scenario: After Olivia's try nothing is fetched
      Given 360Learning has not enabled the integration
      And Olivia has tried to set up the integration
      When 2 days pass
      Then nothing was asked of Percipio
      And 360Learning shows no Skillsoft course

  @C080 @platform
  Rule: The integration belongs to one group that exists

    Scenario: A group that exists
      When 360Learning enables the integration for "Sales" with Sam as connector admin
      Then that works

    Scenario: A group nobody has heard of
      When 360Learning enables the integration for "Atlantis" with Sam as connector admin
      Then that is refused, for the group does not exist

  @C084 @platform
  Rule: The connector admin administers the integration's group

    Scenario: Sam, who administers Sales, can be it
      When 360Learning enables the integration for "Sales" with Sam as connector admin
      Then that works

    @profile @A-CONNADMIN.refused
    Scenario Outline: <person>, who does not administer Sales, cannot
      When 360Learning enables the integration for "Sales" with <person> as connector admin
      Then that is refused, for the connector admin does not administer the group

      Examples:
        | person |
        | Ada    |
        | Carol  |

    @profile @A-CONNADMIN.accepted
    Scenario: Ada, who administers nothing, can be it as well
      When 360Learning enables the integration for "Sales" with Ada as connector admin
      Then that works

  @C086
  Rule: Preparation comes first and activation second

    Scenario: In the right order it works
      Given 360Learning has not enabled the integration
      And 360Learning enables the integration for "Skillsoft Academy" with Carol as connector admin
      When Olivia sets up the integration of "Skillsoft Academy"
      Then that works
      And the integration is being verified

    Scenario: Preparation for one group does not open another
      Given 360Learning enables the integration for "Sales" with Sam as connector admin
      When Olivia sets up the integration of "Legal"
      Then that is refused, for 360Learning has not enabled it
      And the connector heard nothing of it

  @C097
  Rule: The Skillsoft page is among the settings of the integration's own group

    Scenario: The group of the integration has the page
      When an administrator looks for the Skillsoft page among the settings of "Skillsoft Academy"
      Then that works
      And the integration waits for its setup

    @platform
    Scenario Outline: <group> has no such page
      When an administrator looks for the Skillsoft page among the settings of "<group>"
      Then that is refused, for 360Learning has not enabled it
      And the connector heard nothing of it

      Examples:
        | group |
        | Acme  |
        | Sales |
        | Legal |

  @C100 @cap-statistics
  Rule: Administrators see the webhook credentials, learners do not

    Scenario: Olivia finds them, and they are the ones Percipio needs
      Given the integration is active
      And a day has passed
      And statistics are sent to 360Learning
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %

    Scenario: Olivia can look them up at any time
      When Olivia opens the webhook credentials of "Skillsoft Academy"
      Then that works

    Scenario: Ada is turned away
      When Ada opens the webhook credentials of "Skillsoft Academy"
      Then that is refused, for only administrators may
      And the connector heard nothing of it
