Feature: Where and how statements are taken in
  Percipio is given an address and adds to it; it sends one statement or many, and in more than
  one wrapping. All of them are its right.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C115
  Rule: Statements are taken in at the one address, whatever their wrapping

    @wire
    Scenario: A single statement
      Given Ada's completion of "Six Sigma Basics" is posted
      When a few minutes pass
      Then it was accepted
      And Ada has 1 attempt on "Six Sigma Basics"

    @wire
    Scenario: A list of one statement
      Given Ada's completion of "Six Sigma Basics" is posted as a list
      When a few minutes pass
      Then it was accepted
      And Ada has 1 attempt on "Six Sigma Basics"

    @wire @profile @A-PATH.both-addresses
    Scenario: A statement to the address itself
      Given Ada's completion of "Six Sigma Basics" is posted to the address itself
      When a few minutes pass
      Then it was accepted
      And Ada has 1 attempt on "Six Sigma Basics"

    Scenario Outline: Percipio sends its reports <form>
      Given Percipio keeps its reports back
      And Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada completes "Six Sigma Basics" in Percipio
      And Percipio sends what it kept back <form>
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %
      And Percipio has every report acknowledged

      Examples:
        | form             |
        | one by one       |
        | in several parts |

    @wire @derived
    Scenario Outline: <version> of the standard is understood
      Given Ada's completion of "Six Sigma Basics" is posted under version <version>
      When a few minutes pass
      Then it was accepted
      And Ada has 1 attempt on "Six Sigma Basics"

      Examples:
        | version |
        | 1.0.0   |
        | 1.0.3   |

    @wire @derived
    Scenario Outline: A statement <how> is refused with a reason
      Given Ada's completion of "Six Sigma Basics" is posted <how>
      When a few minutes pass
      Then it was refused with a reason
      And nobody has an attempt on "Six Sigma Basics"

      Examples:
        | how                 |
        | under version 2.0.0 |
        | under version 0.95  |
        | as text/plain       |
