Feature: Courses without statistics
  Statistics are a second step, which a customer may take later or never.

  @C099
  Rule: Courses are synchronized where nobody has set up statistics

    Scenario: The first day without statistics
      Given Percipio offers the course "Six Sigma Basics"
      And the integration is active
      When a day passes
      Then 360Learning shows "Six Sigma Basics"

    Scenario: A restart without statistics
      Given Percipio offers the course "Six Sigma Basics"
      And the integration is active
      And the connector is restarted
      When a day passes
      Then 360Learning shows "Six Sigma Basics"
