Feature: Every page of the catalog is read
  A catalog comes in pages. A connector that stops too early looks perfect in a small
  demonstration and loses most of a real catalog.

  Background:
    Given it is 12 January 2026, 12:00 CET

  @C028
  Rule: Every page is read

    Scenario Outline: All of <count> courses arrive
      Given Percipio offers <count> courses
      When the administrator sets up the integration
      Then after the next daily run, 360Learning shows <count> Skillsoft courses

      Examples: None, one, exactly one page, one page and one, many pages, more than a search engine shows
        | count |
        | 0     |
        | 1     |
        | 1000  |
        | 1001  |
        | 2001  |
        | 10001 |

    Scenario Outline: All courses arrive although Percipio leaves out <header>
      Given Percipio offers 1001 courses
      And Percipio leaves out <header>
      When the administrator sets up the integration
      Then after the next daily run, 360Learning shows 1001 Skillsoft courses

      Examples:
        | header                           |
        | the total                        |
        | the links between pages          |
        | the number of the paging request |

    Scenario: Every course, book, audiobook, channel and journey of a mixed catalog arrives
      Given Percipio offers 60 items of many kinds
      When the administrator sets up the integration
      Then after the next daily run, every active course, book, audiobook, channel and journey of the catalog is shown

    Scenario: A page past the end without content ends the run normally
      Given Percipio answers pages past the end without content
      And Percipio offers 1000 courses
      When the administrator sets up the integration
      Then after the next daily run, 360Learning shows 1000 Skillsoft courses
