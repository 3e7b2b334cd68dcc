Feature: Skillsoft courses are edited at Skillsoft
  A text that two systems may change is never right in both. What a course says comes from
  Percipio, and 360Learning lets nobody change it.

  Background:
    Given 360Learning holds the Skillsoft course "Six Sigma Basics"

  @C035 @platform
  Rule: Nobody changes the title

    Scenario Outline: Not even <person> changes the title
      When <person> tries to change the title of "Six Sigma Basics"
      Then the change is refused and "Six Sigma Basics" stays as it was

      Examples:
        | person                    |
        | the main author           |
        | a group administrator     |
        | an editor of the group    |
        | a platform administrator  |
        | the owner of the platform |

  @C036 @platform
  Rule: Nobody changes the description

    Scenario Outline: Not even <person> changes the description
      When <person> tries to change the description of "Six Sigma Basics"
      Then the change is refused and "Six Sigma Basics" stays as it was

      Examples:
        | person                    |
        | the main author           |
        | a group administrator     |
        | an editor of the group    |
        | a platform administrator  |
        | the owner of the platform |

  @C037 @platform
  Rule: Nobody changes any other field of the content

    @profile @A-EDIT.every-content-field
    Scenario Outline: Neither author nor administrator changes the <field>: <person>
      When <person> tries to change the <field> of "Six Sigma Basics"
      Then the change is refused and "Six Sigma Basics" stays as it was

      Examples:
        | field    | person                   |
        | picture  | the main author          |
        | duration | the main author          |
        | language | the main author          |
        | link     | the main author          |
        | type     | the main author          |
        | picture  | a platform administrator |
        | duration | a platform administrator |
        | language | a platform administrator |
        | link     | a platform administrator |
        | type     | a platform administrator |
