Feature: Tags synchronized from Percipio
  Percipio assigns areas and subjects to its content. An administrator decides with one box whether
  they become tags, and can change that at any time.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And Percipio offers:
      | kind   | title            | areas               | subjects                 |
      | course | Six Sigma Basics | Quality, Operations | Statistics, Process Flow |
      | book   | The Lean Startup | Entrepreneurship    | Innovation               |
      | course | Data Protection  | Compliance          | Compliance               |
      | course | Shop Floor       | Safety              | safety                   |

  @C088
  Rule: With the box checked, each area is a tag

    Scenario: Both areas of a course are tags of it
      When the administrator sets up the integration with tags synchronization
      Then after the next daily run, "Six Sigma Basics" has the tags "Quality, Operations"
      And "The Lean Startup" has the tag "Entrepreneurship"

    Scenario: Two areas and two subjects are four tags
      When the administrator sets up the integration with tags synchronization
      Then after the next daily run, "Six Sigma Basics" has exactly the tags "Quality, Operations, Statistics, Process Flow"

    Scenario: An area that Percipio adds is a tag after the next run
      Given the integration is active with tags synchronization
      And a day has passed
      When Percipio files "The Lean Startup" under the areas "Entrepreneurship, Finance"
      Then after the next daily run, "The Lean Startup" has the tags "Entrepreneurship, Finance"

    Scenario: An area with a comma in its name is one tag
      Given Percipio files "The Lean Startup" under the areas "Sales, Marketing and Service; Finance"
      When the administrator sets up the integration with tags synchronization
      Then after the next daily run, "The Lean Startup" has exactly the tags "Sales, Marketing and Service; Finance; Innovation"

    @profile @A-TAGNAME.one-per-name
    Scenario: An area and a subject of one name are one tag
      When the administrator sets up the integration with tags synchronization
      Then after the next daily run, "Data Protection" has exactly the tag "Compliance"

    @profile @A-TAGNAME.one-per-name
    Scenario: Names that differ in a capital letter are two tags
      When the administrator sets up the integration with tags synchronization
      Then after the next daily run, "Shop Floor" has exactly the tags "Safety, safety"

  @C089
  Rule: With the box checked, each subject is a tag

    Scenario: Both subjects of a course are tags of it
      When the administrator sets up the integration with tags synchronization
      Then after the next daily run, "Six Sigma Basics" has the tags "Statistics, Process Flow"
      And "The Lean Startup" has the tag "Innovation"

    Scenario: A course without an area has its subject
      Given Percipio files "The Lean Startup" under no areas
      When the administrator sets up the integration with tags synchronization
      Then after the next daily run, "The Lean Startup" has exactly the tag "Innovation"

  @C090
  Rule: Without tags synchronization, areas and subjects are no tags

    Scenario: Three runs bring no tag
      When the administrator sets up the integration
      Then after 3 daily runs, "Six Sigma Basics" has none of the tags "Quality, Operations, Statistics, Process Flow"
      And "The Lean Startup" has none of the tags "Entrepreneurship, Innovation"

    Scenario: A changed course brings no tag
      Given the integration is active
      And a day has passed
      When Percipio files "The Lean Startup" under the areas "Entrepreneurship, Finance"
      Then after the next daily run, "The Lean Startup" has none of the tags "Entrepreneurship, Finance, Innovation"

  @C091
  Rule: The box can be changed after the activation

    Scenario: Switched on later, it brings tags with the next run
      Given the integration is active
      And a day has passed
      When tags synchronization is switched on
      Then after the next daily run, "Six Sigma Basics" has the tags "Quality, Operations, Statistics, Process Flow"

    Scenario: Switched off later, it leaves new courses without tags
      Given the integration is active with tags synchronization
      And a day has passed
      And tags synchronization is switched off
      When Percipio offers:
        | kind   | title          | areas   | subjects |
        | course | Kaizen for Two | Quality | Teams    |
      Then after the next daily run, "Kaizen for Two" has none of the tags "Quality, Teams"

    Scenario: Switched on, it stays on after a restart
      Given the integration is active
      And tags synchronization is switched on
      When the connector is restarted
      Then after the next daily run, "Six Sigma Basics" has the tags "Quality, Operations, Statistics, Process Flow"

    Scenario: Switched off, it stays off after a restart
      Given the integration is active with tags synchronization
      And tags synchronization is switched off
      When the connector is restarted
      Then after the next daily run, "Six Sigma Basics" has none of the tags "Quality, Operations, Statistics, Process Flow"

    Scenario: Switched off and on again, it brings the tags back
      Given the integration is active with tags synchronization
      And a day has passed
      And tags synchronization is switched off
      And 2 days have passed
      When tags synchronization is switched on
      Then after the next daily run, "Six Sigma Basics" has the tags "Quality, Operations, Statistics, Process Flow"

  @C092
  Rule: Cleared, it takes its tags away with the next run and not before

    Scenario: Tags stay until the next run
      Given the integration is active with tags synchronization
      And a day has passed
      When tags synchronization is switched off
      Then before the next daily run, "Six Sigma Basics" has the tags "Quality, Operations, Statistics, Process Flow"

    Scenario: Tags are removed with the next run
      Given the integration is active with tags synchronization
      And a day has passed
      When tags synchronization is switched off
      Then after the next daily run, "Six Sigma Basics" has none of the tags "Quality, Operations, Statistics, Process Flow"
      And "The Lean Startup" has none of the tags "Entrepreneurship, Innovation"

    Scenario: Tags are removed from a course in several languages
      Given Percipio offers the channel "Microsoft Teams" in English and French
      And Percipio files "Microsoft Teams" under the areas "Collaboration"
      And the integration is active with tags synchronization
      And a day has passed
      When tags synchronization is switched off
      Then after the next daily run, "Microsoft Teams" has none of the tags "Collaboration"

    @profile @A-TAGWHEN.dropped-tags-go
    Scenario: An area that Percipio drops is no tag after the next run
      Given the integration is active with tags synchronization
      And a day has passed
      When Percipio files "Six Sigma Basics" under the areas "Quality"
      Then after the next daily run, "Six Sigma Basics" has exactly the tags "Quality, Statistics, Process Flow"

    @profile @A-TAGWHEN.dropped-tags-stay
    Scenario: An area that Percipio drops is a tag for as long as the box is checked
      Given the integration is active with tags synchronization
      And a day has passed
      When Percipio files "Six Sigma Basics" under the areas "Quality"
      Then after the next daily run, "Six Sigma Basics" has the tags "Quality, Operations"

    Scenario: An area dropped during the day is a tag until the next run
      Given the integration is active with tags synchronization
      And a day has passed
      When Percipio files "Six Sigma Basics" under no areas
      Then before the next daily run, "Six Sigma Basics" has the tags "Quality, Operations"
