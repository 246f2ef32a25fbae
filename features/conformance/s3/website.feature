@conformance
Feature: Buckets as websites

  Scenario: A website is configured, told and given up
    Given a new bucket
    Then asking for the website is refused with 404 "NoSuchWebsiteConfiguration"
    When the bucket becomes a website with the index "index.html" and the error page "oops.html"
    Then the website's index is "index.html" and its error page "oops.html"
    When the bucket is no website any more
    Then asking for the website is refused with 404 "NoSuchWebsiteConfiguration"
    And the refusal says "The specified bucket does not have a website configuration"

  Scenario: What is no website is refused
    Given a new bucket
    Then making it a website with the index "/index.html" is refused with 400 "InvalidArgument"
    And the refusal says "The IndexDocument Suffix is not well formed"
    And making it a website that sends all to "example.com" by "https" and has the index "i" is refused with 400 "InvalidArgument"
    And the refusal says "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules."
    And making it a website that sends all to "example.com" by "ftp" and has the index "" is refused with 400 "InvalidRequest"
    And the refusal says "Invalid protocol, protocol can be http or https."
