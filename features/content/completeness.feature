Feature: Nothing is left behind
  A catalogue comes in pages. A connector that stops too early looks perfect in a small
  demonstration and loses most of a real catalogue.

  Background:
    Given it is 12 January 2026, 12:00 CET

  @C028
  Rule: Every page is read

    Scenario Outline: All of <count> courses arrive
      Given Percipio offers <count> courses
      And the integration is active
      When a day passes
      Then 360Learning shows <count> Skillsoft courses

      Examples: None, one, exactly one page, one page and one, many pages, more than a search engine shows
        | count |
        | 0     |
        | 1     |
        | 1000  |
        | 1001  |
        | 2500  |
        | 10001 |

    Scenario Outline: All courses arrive although Percipio leaves out <header>
      Given Percipio offers 1001 courses
      And Percipio leaves out <header>
      And the integration is active
      When a day passes
      Then 360Learning shows 1001 Skillsoft courses

      Examples:
        | header                  |
        | the total               |
        | the links between pages |
        | the number of the paging request |

    Scenario: Every course, book, audiobook, channel and journey of a mixed catalogue arrives
      Given Percipio offers 60 items of many kinds
      And the integration is active
      When a day passes
      Then every active course, book, audiobook, channel and journey of the catalogue is shown

    Scenario: An empty page may come without content
      Given Percipio answers pages past the end with nothing at all
      And Percipio offers 1000 courses
      And the integration is active
      When a day passes
      Then 360Learning shows 1000 Skillsoft courses
