@conformance
Feature: A trail of every Region is at home in one

  Scenario: Other Regions see its shadow
    Given a trail of every Region
    Then another Region describes the trail, and says where it is at home
    And another Region leaves it out when asked for its own trails only
    And another Region lists the trail with its home Region
    And another Region tells the trail's status by its ARN

  Scenario Outline: It is changed at home only: <change>
    Given a trail of every Region
    Then <change> by its ARN in another Region is refused with 400 "InvalidHomeRegionException"

    Examples:
      | change                 |
      | starting it            |
      | stopping it            |
      | updating it            |
      | putting its selectors  |
      | deleting it            |

  Scenario: A trail of one Region casts no shadow
    Given a trail
    Then another Region does not describe the trail
    And another Region refuses its status by its ARN with 400 "TrailNotFoundException"
