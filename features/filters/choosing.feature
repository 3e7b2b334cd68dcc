Feature: Choosing the synchronization filters
  Hardly any customer wants all of Percipio. Step 5 of the article gives the administrator two
  filters, by language and by type of content, and a button to save them.

  Background:
    Given it is 12 January 2026, 12:00 CET
    And the integration is active

  @C009
  Rule: Filters narrow the synchronized content down

    @A-FILTERWORD.synchronization-filter
    Scenario: Filters for French and for books leave only French books
      Given Percipio offers:
        | kind   | title               | language |
        | course | Six Sigma Basics    | English  |
        | book   | The Lean Startup    | English  |
        | course | Les bases           | French   |
        | book   | L'art de convaincre | French   |
      And the administrator saves the languages French
      When the administrator saves the types book
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | L'art de convaincre |

  @C131
  Rule: Without a filter everything comes in

    Scenario: Every language comes in
      When Percipio offers:
        | kind   | title            | language |
        | course | Six Sigma Basics | English  |
        | course | Les bases        | French   |
        | book   | Gut geplant      | German   |
        | course | Kaizen nyumon    | Japanese |
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | Six Sigma Basics |
        | Les bases        |
        | Gut geplant      |
        | Kaizen nyumon    |

    Scenario: A language that is new in the catalog comes in
      Given Percipio offers the course "Six Sigma Basics"
      And a day has passed
      When Percipio offers the course "Kaizen nyumon" in Japanese
      Then after the next daily run, 360Learning shows "Kaizen nyumon"

    Scenario: Every course, book, audiobook, channel and journey comes in
      When Percipio offers 60 items of many kinds
      Then after the next daily run, every active course, book, audiobook, channel and journey of the catalog is shown

  @C132
  Rule: Language and type are the filters, and nothing else is one

    Scenario: The language alone decides
      Given Percipio offers:
        | kind   | title               | language |
        | course | Six Sigma Basics    | English  |
        | course | Les bases           | French   |
        | book   | L'art de convaincre | French   |
      When the administrator saves the languages French
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | Les bases           |
        | L'art de convaincre |

    Scenario: The type alone decides
      Given Percipio offers:
        | kind   | title               | language |
        | course | Six Sigma Basics    | English  |
        | book   | The Lean Startup    | English  |
        | book   | L'art de convaincre | French   |
      When the administrator saves the types book
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | The Lean Startup    |
        | L'art de convaincre |

    Scenario: Nothing but language and type filters items
      Given Percipio offers 60 items of many kinds
      When the administrator saves the types course, book, audiobook, channel and journey
      Then after the next daily run, every active course, book, audiobook, channel and journey of the catalog is shown

  @C142
  Rule: No language is chosen at first, and each one of the catalog can be

    Scenario: The filter is empty after the activation
      When a day passes
      Then the saved filter holds no languages

    Scenario Outline: <language> can be chosen
      Given Percipio offers the course "Six Sigma Basics" in <language>
      And a day has passed
      When the administrator saves the languages <language>
      Then the saved filter holds the languages <language>

      Examples:
        | language               |
        | English                |
        | French                 |
        | German                 |
        | Japanese               |
        | Brazilian Portuguese   |
        | Spanish of any country |

  @C146
  Rule: Each of the nine types can be chosen

    Scenario: The filter has no type at first
      When a day passes
      Then the saved filter holds no types

    Scenario Outline: The type <type> can be chosen
      When the administrator saves the types <type>
      Then the saved filter holds the types <type>

      Examples:
        | type           |
        | course         |
        | book           |
        | audiobook      |
        | channel        |
        | journey        |
        | linked content |
        | assessment     |
        | benchmark      |
        | uncategorized  |

    Scenario Outline: With the type <type> chosen, a <kind> comes in and others do not
      Given Percipio offers the <kind> "What we want"
      And Percipio offers the <other> "What we do not want"
      When the administrator saves the types <type>
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | What we want |

      Examples:
        | type       | kind       | other     |
        | course     | course     | book      |
        | book       | book       | audiobook |
        | audiobook  | audiobook  | book      |
        | channel    | channel    | journey   |
        | journey    | journey    | channel   |
        | assessment | assessment | course    |

    @profile @A-TYPES.by-percipio-type
    Scenario Outline: With the type <type> chosen, a <kind> comes in and a <other> does not
      Given Percipio offers the <kind> "What we want"
      And Percipio offers the <other> "What we do not want"
      When the administrator saves the types <type>
      Then after the next daily run, 360Learning shows exactly these Skillsoft courses:
        | What we want |

      Examples:
        | type           | kind          | other      |
        | linked content | lab           | course     |
        | linked content | linked video  | book       |
        | linked content | testprep      | assessment |
        | benchmark      | benchmark     | assessment |
        | assessment     | assessment    | benchmark  |
        | uncategorized  | uncategorized | article    |

  @C135
  Rule: A saved filter stays saved

    Scenario: The saved filter is unchanged after three days
      Given the administrator saves the languages French and German
      When the administrator saves the types book
      Then after 3 daily runs, the saved filter holds the languages French and German
      And the saved filter holds the types book

    Scenario: The filter survives a restart and applies to the next run
      Given Percipio offers:
        | kind   | title               | language |
        | course | Six Sigma Basics    | English  |
        | course | Les bases           | French   |
        | book   | L'art de convaincre | French   |
      And the administrator saves the languages French
      And the administrator saves the types book
      When the connector is restarted
      Then after the next daily run, the saved filter holds the languages French
      And the saved filter holds the types book
      And 360Learning shows exactly these Skillsoft courses:
        | L'art de convaincre |

    Scenario: A filter with many languages survives a restart
      Given the administrator saves the languages English, French, German, Spanish, Brazilian Portuguese, Chinese and Japanese
      When the connector is restarted
      Then after the next daily run, the saved filter holds the languages English, French, German, Spanish, Brazilian Portuguese, Chinese and Japanese

    Scenario: Another setting does not change the filter
      Given the administrator saves the languages French
      When tags synchronization is switched on
      Then after the next daily run, the saved filter holds the languages French
