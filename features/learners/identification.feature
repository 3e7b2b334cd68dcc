Feature: Whose report it is
  A report names a learner in Percipio's way, 360Learning knows users in its own. The
  administrator says which identifier the two have in common, and no other one counts.

  Background:
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    And statistics are sent to 360Learning
    And a day has passed

  @C061
  Rule: A report about somebody unknown to 360Learning records nothing and makes no user

    Scenario: Eve is in Percipio and not in 360Learning
      Given Eve is a learner of Percipio whom 360Learning does not know
      And Eve completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then nobody has an attempt on "Six Sigma Basics"
      And 360Learning has no new user

    Scenario: Eve's report does not keep Ada's from counting
      Given Eve is a learner of Percipio whom 360Learning does not know
      And Eve starts "Six Sigma Basics" in Percipio
      And Ada starts "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 50 %     |

    @profile @A-NOMATCH.accepted
    Scenario: Percipio hears no complaint about Eve
      Given Eve is a learner of Percipio whom 360Learning does not know
      And Eve completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Percipio has every report acknowledged

    @profile @A-NOMATCH.refused
    Scenario: Percipio is told that nobody knows Eve
      Given Eve is a learner of Percipio whom 360Learning does not know
      And Eve completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Percipio has no report acknowledged

  @C062
  Rule: One method is in force and the others never step in

    Scenario Outline: By <method>, a report that fits Ada only by <other> is not hers
      Given Ada's email address in 360Learning is "ada@acme.example"
      And Ada's username in 360Learning is "ada.lovelace"
      And Ada's external identifier in 360Learning is "emp-1815"
      And Ada's user ID in Percipio is "<user ID>"
      And learners are recognized by their <method>
      And Percipio's record store page has Actor ID set to <actor>
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then nobody has an attempt on "Six Sigma Basics"

      Examples:
        | method              | other               | actor   | user ID      |
        | email address       | username            | Account | ada.lovelace |
        | email address       | external identifier | Account | emp-1815     |
        | username            | email address       | Mbox    | nobody       |
        | username            | external identifier | Account | emp-1815     |
        | external identifier | email address       | Mbox    | nobody       |
        | external identifier | username            | Account | ada.lovelace |

  @C102
  Rule: How learners are recognized is kept with the integration

    Scenario: New credentials for Percipio leave it as it is
      Given learners are recognized by their username
      And the administrator has set up the integration
      When a few minutes pass
      Then the settings say that learners are recognized by their username

    Scenario: A restart leaves it as it is
      Given learners are recognized by their external identifier
      And the connector is restarted
      When a few minutes pass
      Then the settings say that learners are recognized by their external identifier

  @C103
  Rule: One of three methods is chosen, and it can be changed

    Scenario Outline: The <method> is chosen
      Given learners are recognized by their <method>
      When a day passes
      Then the settings say that learners are recognized by their <method>

      Examples:
        | method              |
        | email address       |
        | username            |
        | external identifier |

    Scenario: After a change the new method is in force
      Given Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And Ada's user ID in Percipio is "ada.lovelace"
      And Ada's username in 360Learning is "ada.lovelace"
      And learners are recognized by their username
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's attempts on "Six Sigma Basics" are:
        | progress |
        | 100 %    |

    Scenario: After a change the old method is in force no longer
      Given Ada's user ID in Percipio is "ada.lovelace"
      And Ada's username in 360Learning is "ada.lovelace"
      And learners are recognized by their username
      And Ada starts "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And learners are recognized by their external identifier
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada has not completed "Six Sigma Basics"

    @profile @A-IDCHANGE.new-statements-only
    Scenario: A change does not reach back to earlier reports
      Given Ada's user ID in Percipio is "ada.lovelace"
      And Ada's username in 360Learning is "ada.lovelace"
      And Percipio's record store page has Actor ID set to Account
      And Ada completes "Six Sigma Basics" in Percipio
      And a few minutes have passed
      And learners are recognized by their username
      And Grace's user ID in Percipio is "grace"
      And Grace starts "Six Sigma Basics" in Percipio
      When a day passes
      Then 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Grace   | 50 %     |

  @C104
  Rule: By email, a report belongs to the user with that address

    Scenario: Ada is found by her address
      Given learners are recognized by their email address
      And Ada completes "Six Sigma Basics" in Percipio
      And Grace starts "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 100 %    |
        | Grace   | 50 %     |

    Scenario: An address with dots and a plus sign is found too
      Given Ada's email address in 360Learning is "ada.king+percipio@acme.example"
      And Ada's email address in Percipio is "ada.king+percipio@acme.example"
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %

    @profile @A-CASE.email-ignores-case @A-CASE.all-ignore-case
    Scenario: Capitals in an address do not matter
      Given Ada's email address in Percipio is "Ada@Acme.Example"
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %

    @profile @A-CASE.exact
    Scenario: Capitals in an address matter
      Given Ada's email address in Percipio is "Ada@Acme.Example"
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then nobody has an attempt on "Six Sigma Basics"

  @C105
  Rule: By email, only the mailbox of a report is looked at

    Scenario: Percipio knows no address and names Ada by an account that looks like one
      Given Ada's email address in Percipio is missing
      And Ada's user ID in Percipio is "ada@acme.example"
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then nobody has an attempt on "Six Sigma Basics"

  @C106
  Rule: By username, a report belongs to the user with that name

    Scenario: Ada is found by her username
      Given Ada's username in 360Learning is "ada.lovelace"
      And Ada's user ID in Percipio is "ada.lovelace"
      And learners are recognized by their username
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 100 %    |

    Scenario Outline: A username with <what> is found too
      Given Ada's username in 360Learning is "<username>"
      And Ada's user ID in Percipio is "<username>"
      And learners are recognized by their username
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %

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
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then nobody has an attempt on "Six Sigma Basics"

    @wire @profile @A-HOMEPAGE.ignored
    Scenario: Wherever the account comes from, its name counts
      Given Ada's user ID in Percipio is "ada"
      And learners are recognized by their username
      And Ada's completion of "Six Sigma Basics" is posted with actor.account.homePage set to "https://elsewhere.example"
      When a few minutes pass
      Then Ada's progress on "Six Sigma Basics" is 100 %

  @C107
  Rule: By username, only the account name of a report is looked at

    Scenario: A mailbox that looks like a username is none
      Given Ada's username in 360Learning is "ada@acme.example"
      And learners are recognized by their username
      And Percipio's record store page has Actor ID set to Mbox
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then nobody has an attempt on "Six Sigma Basics"

  @C108
  Rule: By external identifier, a report belongs to the user who holds it

    Scenario: Ada is found by her external identifier
      Given Ada's external identifier in 360Learning is "emp-1815"
      And Ada's user ID in Percipio is "emp-1815"
      And Grace's external identifier in 360Learning is "emp-1906"
      And learners are recognized by their external identifier
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 100 %    |

    Scenario: An external identifier of digits is no number
      Given Ada's external identifier in 360Learning is "001815"
      And Ada's user ID in Percipio is "001815"
      And Grace's external identifier in 360Learning is "1815"
      And learners are recognized by their external identifier
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then 360Learning lists these attempts on "Six Sigma Basics":
        | learner | progress |
        | Ada     | 100 %    |

  @C109
  Rule: By external identifier, only the account name of a report is looked at

    Scenario: A mailbox that looks like an external identifier is none
      Given Ada's external identifier in 360Learning is "ada@acme.example"
      And learners are recognized by their external identifier
      And Percipio's record store page has Actor ID set to Mbox
      And Ada completes "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then nobody has an attempt on "Six Sigma Basics"

  @C120
  Rule: The actor Mbox serves the email method

    Scenario: Both sides speak of mailboxes
      Given learners are recognized by their email address
      And Percipio's record store page has Actor ID set to Mbox
      And Ada starts "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada has 1 attempt on "Six Sigma Basics"

  @C121
  Rule: The actor Account serves the username and the external identifier

    Scenario Outline: Both sides speak of accounts, by <method>
      Given Ada's <method> in 360Learning is "ada-1815"
      And Ada's user ID in Percipio is "ada-1815"
      And learners are recognized by their <method>
      And Percipio's record store page has Actor ID set to Account
      And Ada starts "Six Sigma Basics" in Percipio
      When a few minutes pass
      Then Ada has 1 attempt on "Six Sigma Basics"

      Examples:
        | method              |
        | username            |
        | external identifier |
