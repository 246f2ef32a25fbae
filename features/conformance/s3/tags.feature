@conformance
Feature: Tags of objects

  Scenario: Tags are set with a write, replaced, and removed
    Given a new bucket
    And the object "tagged" holds "text" with the tags "team=blue&cost=1"
    Then the tags of "tagged" are "cost=1&team=blue"
    And heading "tagged" counts 2 tags
    When the tags of "tagged" are set to "team=red"
    Then the tags of "tagged" are "team=red"
    When the tags of "tagged" are removed
    Then the tags of "tagged" are ""

  Scenario: A copy has its source's tags unless it brings its own
    Given a new bucket
    And the object "source" holds "text" with the tags "team=blue"
    When "source" is copied to "like"
    And "source" is copied to "unlike" with the tags "team=red"
    Then the tags of "like" are "team=blue"
    And the tags of "unlike" are "team=red"

  Scenario Outline: What is no tag is refused: <tags>
    Given a new bucket
    And the object "untagged" holds "text"
    Then setting the tags of "untagged" to "<tags>" is refused with 400 "<code>"

    Examples:
      | tags                             | code       |
      | a=1&a=2                          | InvalidTag |
      | aws:x=1                          | InvalidTag |
      | a,b=1                            | InvalidTag |
      | 1=&2=&3=&4=&5=&6=&7=&8=&9=&10=&11= | BadRequest |

  Scenario: The tags of what is not there
    Given a new bucket
    Then asking for the tags of "absent" is refused with 404 "NoSuchKey"
