Feature: Skillsoft courses are read-only in 360Learning
  A text that two systems can change soon differs. The content of a course comes from Percipio,
  so 360Learning does not let people edit it.

  Background:
    Given 360Learning has the Skillsoft course "Six Sigma Basics"

  @C035 @platform
  Rule: The title cannot be edited

    Scenario Outline: <person> cannot edit the title
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
  Rule: The description cannot be edited

    Scenario Outline: <person> cannot edit the description
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
  Rule: The other content fields cannot be edited

    @profile @A-EDIT.every-content-field
    Scenario Outline: <person> cannot edit the <field>
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
