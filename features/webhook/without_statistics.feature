Feature: Courses without statistics
  Statistics are a second step, which a customer may take later or never.

  @C099
  Rule: Courses are synchronized without statistics

    Scenario: The first day without statistics
      Given Percipio offers the course "Six Sigma Basics"
      When the administrator sets up the integration
      Then after the next daily run, 360Learning shows "Six Sigma Basics"

    Scenario: A restart without statistics
      Given Percipio offers the course "Six Sigma Basics"
      And the integration is active
      When the connector is restarted
      Then after the next daily run, 360Learning shows "Six Sigma Basics"
