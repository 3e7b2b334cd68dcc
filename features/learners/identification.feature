Feature: Matching statements to users
  A statement names a learner by Percipio's identifiers, and 360Learning knows users by its own.
  The administrator chooses the identifier that both share, and only that one is used.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C061
  Rule: A statement about a learner unknown to 360Learning records nothing and creates no user

    Scenario: Eve is in Percipio and not in 360Learning
      Given Eve is a learner of Percipio unknown to 360Learning
      When Eve completes "Six Sigma Basics" in Percipio
      Then after a few minutes, no learner has an attempt on "Six Sigma Basics"
      And 360Learning has no new user

    Scenario: A statement about unknown Eve does not block Ada's
      Given Eve is a learner of Percipio unknown to 360Learning
      When Eve starts "Six Sigma Basics" in Percipio
      And Ada starts "Six Sigma Basics" in Percipio
      Then within minutes, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 50 %     |

    @profile @A-NOMATCH.accepted
    Scenario: A statement about unknown Eve is acknowledged
      Given Eve is a learner of Percipio unknown to 360Learning
      When Eve completes "Six Sigma Basics" in Percipio
      Then within minutes, every statement of Percipio is acknowledged

    @profile @A-NOMATCH.refused
    Scenario: A statement about unknown Eve is rejected
      Given Eve is a learner of Percipio unknown to 360Learning
      When Eve completes "Six Sigma Basics" in Percipio
      Then after a few minutes, no statement of Percipio is acknowledged

  @C062
  Rule: Only the chosen identification method is used

    Scenario Outline: With <method>, a statement that matches Ada only by <other> does not count
      Given Ada's email address in 360Learning is "ada@acme.example"
      And Ada's username in 360Learning is "ada.lovelace"
      And Ada's external identifier in 360Learning is "emp-1815"
      And Ada's user ID in Percipio is "<user ID>"
      And learners are recognized by their <method>
      And Percipio's LRS configuration page has Actor ID set to <actor>
      When Ada completes "Six Sigma Basics" in Percipio
      Then after a few minutes, no learner has an attempt on "Six Sigma Basics"

      Examples:
        | method              | other               | actor   | user ID      |
        | email address       | username            | Account | ada.lovelace |
        | email address       | external identifier | Account | emp-1815     |
        | username            | email address       | Mbox    | nobody       |
        | username            | external identifier | Account | emp-1815     |
        | external identifier | email address       | Mbox    | nobody       |
        | external identifier | username            | Account | ada.lovelace |

  @C102
  Rule: The identification method is stored with the integration

    Scenario: New parameters keep the identification method
      Given learners are recognized by their username
      When the administrator sets up the integration
      Then after a few minutes, the settings say that learners are recognized by their username

    Scenario: A restart keeps the identification method
      Given learners are recognized by their external identifier
      When the connector is restarted
      Then after a few minutes, the settings say that learners are recognized by their external identifier

  @C103
  Rule: One of three methods is chosen, and it can be changed

    Scenario Outline: The administrator chooses the <method>
      When the administrator chooses to recognize learners by their <method>
      Then after a day, the settings say that learners are recognized by their <method>

      Examples:
        | method              |
        | email address       |
        | username            |
        | external identifier |

    Scenario: After a change the new method applies
      Given Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada's user ID in Percipio is "ada.lovelace"
      And Ada's username in 360Learning is "ada.lovelace"
      And learners are recognized by their username
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's attempts on "Six Sigma Basics" are:
        | progress |
        | 100 %    |

    Scenario: After a change the old method no longer applies
      Given Ada's user ID in Percipio is "ada.lovelace"
      And Ada's username in 360Learning is "ada.lovelace"
      And learners are recognized by their username
      And Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And learners are recognized by their external identifier
      When Ada completes "Six Sigma Basics" in Percipio
      Then after a few minutes, Ada has not completed "Six Sigma Basics"

    @profile @A-IDCHANGE.new-statements-only
    Scenario: A change does not affect earlier statements
      Given Ada's user ID in Percipio is "ada.lovelace"
      And Ada's username in 360Learning is "ada.lovelace"
      And Percipio's LRS configuration page has Actor ID set to Account
      And Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And learners are recognized by their username
      And Grace's user ID in Percipio is "grace"
      When Grace starts "Six Sigma Basics" in Percipio
      Then within a day, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Grace   | 50 %     |

  @C104
  Rule: With email, a statement counts for the user with that address

    Scenario: Ada is found by her address
      Given learners are recognized by their email address
      When Ada completes "Six Sigma Basics" in Percipio
      And Grace starts "Six Sigma Basics" in Percipio
      Then within minutes, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 100 %    |
        | Grace   | 50 %     |

    Scenario: An address with dots and a plus sign is found too
      Given Ada's email address in 360Learning is "ada.king+percipio@acme.example"
      And Ada's email address in Percipio is "ada.king+percipio@acme.example"
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

    @profile @A-CASE.email-ignores-case @A-CASE.all-ignore-case
    Scenario: Capitals in an address do not matter
      Given Ada's email address in Percipio is "Ada@Acme.Example"
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

    @profile @A-CASE.exact
    Scenario: Capitals in an address matter
      Given Ada's email address in Percipio is "Ada@Acme.Example"
      When Ada completes "Six Sigma Basics" in Percipio
      Then after a few minutes, no learner has an attempt on "Six Sigma Basics"

  @C105
  Rule: With email, only the mailbox of a statement is read

    Scenario: An account name that equals Ada's address does not match
      Given Ada's email address in Percipio is missing
      And Ada's user ID in Percipio is "ada@acme.example"
      When Ada completes "Six Sigma Basics" in Percipio
      Then after a few minutes, no learner has an attempt on "Six Sigma Basics"

  @C106
  Rule: With username, a statement counts for the user with that name

    Scenario: Ada is found by her username
      Given Ada's username in 360Learning is "ada.lovelace"
      And Ada's user ID in Percipio is "ada.lovelace"
      And learners are recognized by their username
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 100 %    |

    Scenario Outline: A username with <what> is found too
      Given Ada's username in 360Learning is "<username>"
      And Ada's user ID in Percipio is "<username>"
      And learners are recognized by their username
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

      Examples:
        | what             | username               |
        | a plus sign      | ada+acme@elsewhere.com |
        | other odd signs  | a&b#1 100%/ada         |
        | letters of Paris | éloïse                 |

    @profile @A-CASE.email-ignores-case @A-CASE.exact
    Scenario: Capitals in a username matter
      Given Ada's username in 360Learning is "ada.lovelace"
      And Ada's user ID in Percipio is "Ada.Lovelace"
      And learners are recognized by their username
      When Ada completes "Six Sigma Basics" in Percipio
      Then after a few minutes, no learner has an attempt on "Six Sigma Basics"

    @wire @profile @A-HOMEPAGE.ignored
    Scenario: The home page of the account is ignored
      Given Ada's user ID in Percipio is "ada"
      And learners are recognized by their username
      When Ada's completion of "Six Sigma Basics" is posted with actor.account.homePage set to "https://elsewhere.example"
      Then within minutes, Ada's progress on "Six Sigma Basics" is 100 %

  @C107
  Rule: With username, only the account name of a statement is read

    Scenario: A mailbox that equals a username does not match
      Given Ada's username in 360Learning is "ada@acme.example"
      And learners are recognized by their username
      And Percipio's LRS configuration page has Actor ID set to Mbox
      When Ada completes "Six Sigma Basics" in Percipio
      Then after a few minutes, no learner has an attempt on "Six Sigma Basics"

  @C108
  Rule: With external identifier, a statement counts for the user who has it

    Scenario: Ada is found by her external identifier
      Given Ada's external identifier in 360Learning is "emp-1815"
      And Ada's user ID in Percipio is "emp-1815"
      And Grace's external identifier in 360Learning is "emp-1906"
      And learners are recognized by their external identifier
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 100 %    |

    Scenario: Leading zeros of an external identifier matter
      Given Ada's external identifier in 360Learning is "001815"
      And Ada's user ID in Percipio is "001815"
      And Grace's external identifier in 360Learning is "1815"
      And learners are recognized by their external identifier
      When Ada completes "Six Sigma Basics" in Percipio
      Then within minutes, 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 100 %    |

  @C109
  Rule: With external identifier, only the account name of a statement is read

    Scenario: A mailbox that equals an external identifier does not match
      Given Ada's external identifier in 360Learning is "ada@acme.example"
      And learners are recognized by their external identifier
      And Percipio's LRS configuration page has Actor ID set to Mbox
      When Ada completes "Six Sigma Basics" in Percipio
      Then after a few minutes, no learner has an attempt on "Six Sigma Basics"

  @C120
  Rule: The actor Mbox serves the email method

    Scenario: Percipio sends the mailbox for the email method
      Given learners are recognized by their email address
      And Percipio's LRS configuration page has Actor ID set to Mbox
      When Ada starts "Six Sigma Basics" in Percipio
      Then within minutes, Ada has 1 attempt on "Six Sigma Basics"

  @C121
  Rule: The actor Account serves the username and the external identifier

    Scenario Outline: Percipio sends the account for the <method> method
      Given Ada's <method> in 360Learning is "ada-1815"
      And Ada's user ID in Percipio is "ada-1815"
      And learners are recognized by their <method>
      And Percipio's LRS configuration page has Actor ID set to Account
      When Ada starts "Six Sigma Basics" in Percipio
      Then within minutes, Ada has 1 attempt on "Six Sigma Basics"

      Examples:
        | method              |
        | username            |
        | external identifier |
