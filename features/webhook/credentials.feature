Feature: The webhook's credentials
  Anyone can reach the webhook. Only Percipio, with the credentials that the administrator copied,
  may send statements.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C101
  Rule: The credentials are the same whenever they are looked up

    Scenario: The credentials survive days, a change of settings and a restart
      Given the webhook's credentials are copied
      And learners are recognized by their username
      When the connector is restarted
      Then after 2 days, the webhook's credentials are still the ones copied

    Scenario: The credentials survive a new setup
      Given the webhook's credentials are copied
      And Percipio gives Acme a new bearer token
      When the administrator sets up the integration
      Then after a day, the webhook's credentials are still the ones copied

  @C116 @wire
  Rule: Statements without a valid token are rejected

    Scenario Outline: A statement <way> is rejected
      When Ada's completion of "Six Sigma Basics" is posted <way>
      Then the statement is rejected with 401
      And after a few minutes, no learner has an attempt on "Six Sigma Basics"

      Examples:
        | way                                      |
        | without a token                          |
        | with a wrong token                       |
        | with an expired token                    |
        | with the credentials in place of a token |

  @C117 @wire
  Rule: The right credentials get a token that works

    Scenario: A token request as Percipio sends it
      Given a token is requested as a form
      When Ada's completion of "Six Sigma Basics" is posted
      Then the statement is accepted
      And within minutes, Ada's progress on "Six Sigma Basics" is 100 %

    Scenario: After a restart the token still works or a new one is issued
      Given a token is requested as a form
      And the connector is restarted
      When Ada's completion of "Six Sigma Basics" is posted with the first token, or with a new one if that is rejected
      Then the statement is accepted
      And within minutes, Ada's progress on "Six Sigma Basics" is 100 %

    @derived
    Scenario: A second token does not invalidate the first one
      Given a token is requested as a form
      And a token is requested as a form
      When Ada's completion of "Six Sigma Basics" is posted with the first token
      Then the statement is accepted
      And within minutes, Ada's progress on "Six Sigma Basics" is 100 %

    @profile @A-TOKEN.form-and-json
    Scenario Outline: A token request <how>
      Given a token is requested <how>
      When Ada's completion of "Six Sigma Basics" is posted
      Then the statement is accepted
      And within minutes, Ada's progress on "Six Sigma Basics" is 100 %

      Examples:
        | how                            |
        | as a form without a grant type |
        | as JSON                        |
        | as JSON without a grant type   |

  @C118 @wire
  Rule: An unknown client ID gets no token

    Scenario Outline: A token request <how> is rejected
      When a token is requested <how>
      Then the token request is rejected

      Examples:
        | how                       |
        | with an unknown client ID |
        | without a client ID       |

    Scenario: The right secret with an unknown client ID is rejected after a valid request
      Given a token is requested as a form
      When a token is requested with an unknown client ID
      Then the token request is rejected

  @C119 @wire
  Rule: A wrong secret gets no token

    Scenario: A token request with a wrong secret is rejected with 401
      When a token is requested with a wrong secret
      Then the token request is rejected with 401

    Scenario: A wrong secret is rejected after a valid request
      Given a token is requested as a form
      When a token is requested with a wrong secret
      Then the token request is rejected with 401

    Scenario Outline: A token request <how> is rejected too
      When a token is requested <how>
      Then the token request is rejected

      Examples:
        | how                  |
        | with an empty secret |
        | without a secret     |

    @profile @A-TOKEN.form-and-json
    Scenario: A grant type other than client credentials is rejected
      When a token is requested with the grant type of a password
      Then the token request is rejected with a reason

  @C130
  Rule: Statements without OAuth are rejected

    Scenario: The page is saved without the OAuth fields
      Given the administrator comes back to Percipio's LRS configuration page and saves what it shows
      When Ada completes "Six Sigma Basics" in Percipio
      Then after a few minutes, no learner has an attempt on "Six Sigma Basics"
      And no statement of Percipio is acknowledged

    @wire
    Scenario: The client secret is no token
      When Ada's completion of "Six Sigma Basics" is posted with the secret in place of a token
      Then the statement is rejected with 401
      And after a few minutes, no learner has an attempt on "Six Sigma Basics"

    Scenario: The administrator renews OAuth on the page
      Given the administrator comes back to Percipio's LRS configuration page and saves what it shows
      And the administrator comes back to Percipio's LRS configuration page and renews OAuth 2.0 there
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %
