@conformance
Feature: Insights of a trail's management events

  Scenario: A trail has none until it is told to
    Given a trail
    Then asking for the trail's Insights is refused with 400 "InsightNotEnabledException"
    When the trail is told to find unusual rates of calls and errors
    Then the trail finds unusual rates of calls and errors of management events
    And the trail is described as one with Insights
    When the trail is told to find nothing unusual
    Then asking for the trail's Insights is refused with 400 "InsightNotEnabledException"

  Scenario: There are no other types
    Given a trail
    Then telling the trail to find "ApiMoodInsight" is refused with 400 "InvalidInsightSelectorsException"

  Scenario: Rates of calls need events of calls that change something
    Given a trail
    When the trail is told to record only events of calls that read
    Then telling the trail to find "ApiCallRateInsight" is refused with 400 "InvalidInsightSelectorsException"
    When the trail is told to find unusual rates of errors
    Then the trail finds unusual rates of errors of management events

  Scenario Outline: Insights events are looked up by <attribute>
    Then looking up Insights events by "<attribute>" finds none of what never was

    Examples:
      | attribute   |
      | EventId     |
      | EventName   |
      | EventSource |

  Scenario Outline: Insights events are not looked up by <attribute>, which they do not have
    Then looking up Insights events by "<attribute>" is refused with 400 "InvalidLookupAttributesException"

    Examples:
      | attribute    |
      | Username     |
      | AccessKeyId  |
      | ReadOnly     |
      | ResourceName |
      | ResourceType |
