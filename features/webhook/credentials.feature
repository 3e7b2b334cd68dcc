Feature: The webhook's credentials
  Everybody can reach the webhook; only Percipio, with the credentials the administrator copied,
  may report what learners did.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C101
  Rule: The credentials are the same whenever they are looked up

    Scenario: They outlive days, changes of settings and a restart
      Given the webhook's credentials are copied
      And learners are recognized by their username
      And the connector is restarted
      When 2 days pass
      Then the webhook's credentials are still the ones copied

    Scenario: They outlive a renewed setup
      Given the webhook's credentials are copied
      And Percipio has given Acme a new bearer token
      And the administrator has set up the integration
      When a day passes
      Then the webhook's credentials are still the ones copied

  @C116 @wire
  Rule: Without a valid token nothing is taken in

    Scenario Outline: A statement <way> is turned away
      Given Ada's completion of "Six Sigma Basics" is posted <way>
      When a few minutes pass
      Then it was refused for want of a token
      And nobody has an attempt on "Six Sigma Basics"

      Examples:
        | way                                       |
        | without a token                           |
        | with a wrong token                        |
        | with an expired token                     |
        | with the credentials in place of a token  |

  @C117 @wire
  Rule: The right credentials get a token that works

    Scenario: Percipio's way of asking
      Given a token is asked for as a form
      And Ada's completion of "Six Sigma Basics" is posted
      When a few minutes pass
      Then it was accepted
      And Ada's progress on "Six Sigma Basics" is 100 %

    Scenario: A token outlives a restart of the connector, or a new one is had
      Given the connector is restarted
      And a token is asked for as a form
      And Ada's completion of "Six Sigma Basics" is posted
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %

    @derived
    Scenario: A second sender that asks for a token does not shut the first one out
      Given a token is asked for as a form
      And a token is asked for as a form
      And Ada's completion of "Six Sigma Basics" is posted with the first token given
      When a few minutes pass
      Then it was accepted
      And Ada's progress on "Six Sigma Basics" is 100 %

    @profile @A-TOKEN.form-and-json
    Scenario Outline: Asking <how>
      Given a token is asked for <how>
      And Ada's completion of "Six Sigma Basics" is posted
      When a few minutes pass
      Then it was accepted
      And Ada's progress on "Six Sigma Basics" is 100 %

      Examples:
        | how                            |
        | as a form without a grant type |
        | as JSON                        |
        | as JSON without a grant type   |

  @C118 @wire
  Rule: An unknown client ID gets no token

    Scenario Outline: Asking <how> is refused
      Given a token is asked for <how>
      When a few minutes pass
      Then it was refused

      Examples:
        | how                       |
        | with an unknown client ID |
        | without a client ID       |

    Scenario: The right secret opens nothing beside an unknown client ID
      Given a token is asked for as a form
      And a token is asked for with an unknown client ID
      When a few minutes pass
      Then it was refused

  @C119 @wire
  Rule: A wrong secret gets no token

    Scenario: Asking with a wrong secret is unauthorized
      Given a token is asked for with a wrong secret
      When a few minutes pass
      Then it was refused for want of a token

    Scenario: The secret is looked at once more after it was right
      Given a token is asked for as a form
      And a token is asked for with a wrong secret
      When a few minutes pass
      Then it was refused for want of a token

    Scenario Outline: Asking <how> gets none either
      Given a token is asked for <how>
      When a few minutes pass
      Then it was refused

      Examples:
        | how                  |
        | with an empty secret |
        | without a secret     |

    @profile @A-TOKEN.form-and-json
    Scenario: A grant that is not one of client credentials is refused
      Given a token is asked for with the grant type of a password
      When a few minutes pass
      Then it was refused with a reason

  @C130
  Rule: What Percipio sends without OAuth is refused

    Scenario: The token fields had vanished, and the page was saved as it was
      Given the administrator comes back to Percipio's record store page and saves what it shows
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then nobody has an attempt on "Six Sigma Basics"
      And Percipio has no report acknowledged

    @wire
    Scenario: The secret itself is no token
      Given Ada's completion of "Six Sigma Basics" is posted with the secret in place of a token
      When a few minutes pass
      Then it was refused for want of a token
      And nobody has an attempt on "Six Sigma Basics"

    Scenario: The administrator renews OAuth on the page
      Given the administrator comes back to Percipio's record store page and saves what it shows
      And the administrator comes back to Percipio's record store page and renews OAuth 2.0 there
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %
