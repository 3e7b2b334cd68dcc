@platform
Feature: Who prepares and who activates
  360Learning's staff prepare the integration for one group and name its connector admin; then
  the customer's own administrators take over. All of this happens inside 360Learning, before
  a connector has anything to do.

  @C002
  Rule: A platform administrator can activate, a learner cannot

    Scenario Outline: <person> tries to activate, and <outcome>
      Given 360Learning enables the integration for "Sales" with Sam as connector admin
      When <person> activates the integration of "Sales"
      Then that <outcome>

      Examples:
        | person | outcome                                  |
        | Olivia | works                                    |
        | Ada    | is refused, for only administrators may  |

  @C003
  Rule: Without 360Learning's preparation not even a platform administrator can activate

    Scenario: Olivia is too early
      When Olivia activates the integration of "Sales"
      Then that is refused, for 360Learning has not enabled it

  @C080
  Rule: The integration belongs to one group that exists

    Scenario: A group that exists
      When 360Learning enables the integration for "Sales" with Sam as connector admin
      Then that works

    Scenario: A group nobody has heard of
      When 360Learning enables the integration for "Atlantis" with Sam as connector admin
      Then that is refused, for the group does not exist

  @C084
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

  @C086
  Rule: Preparation comes first and activation second

    Scenario: In the right order it works
      Given 360Learning enables the integration for "Sales" with Sam as connector admin
      When Olivia activates the integration of "Sales"
      Then that works

    Scenario: Preparation for one group does not open another
      Given 360Learning enables the integration for "Sales" with Sam as connector admin
      When Olivia activates the integration of "Legal"
      Then that is refused, for 360Learning has not enabled it

  @C097
  Rule: The Skillsoft page is among the settings of the integration's own group

    Scenario: The group of the integration has the page
      When an administrator looks for the Skillsoft page among the settings of "Skillsoft Academy"
      Then that works

    Scenario Outline: <group> has no such page
      When an administrator looks for the Skillsoft page among the settings of "<group>"
      Then that is refused, for 360Learning has not enabled it

      Examples:
        | group |
        | Acme  |
        | Sales |
        | Legal |

  @C100
  Rule: Administrators see the webhook credentials, learners do not

    Scenario Outline: <person> looks for the credentials, and it <outcome>
      When <person> opens the webhook credentials of "Skillsoft Academy"
      Then that <outcome>

      Examples:
        | person | outcome                                 |
        | Olivia | works                                   |
        | Ada    | is refused, for only administrators may |
