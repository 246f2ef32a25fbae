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

  Scenario: A visitor is shown pages, folders by their index, and the site's own page for errors
    Given a public object with S3-managed encryption
    And the page "index.html" holds "home"
    And the page "docs/index.html" holds "the documents"
    And the page "oops.html" holds "sorry"
    When the bucket's policy is
      """
      {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    And the bucket becomes a website with the index "index.html" and the error page "oops.html"
    And a visitor asks the website for "/"
    Then the answer is 200 and reads "home"
    And the answer's header "content-type" is "text/html"
    When a visitor asks the website for "/docs/"
    Then the answer is 200 and reads "the documents"
    When a visitor asks the website for "/docs"
    Then the answer is 302
    And the answer's header "location" is "/docs/"
    When a visitor asks the website for "/nothing"
    Then the answer is 403 and reads "sorry"
    When a visitor asks the website for the head of "/index.html"
    Then the answer is 200 and reads ""
    And the answer's header "content-length" is "4"

  Scenario: A visitor is told of errors in a page of HTML, and sees nothing that is private
    Given an object in a private bucket
    When the bucket becomes a website with the index "index.html" and the error page "oops.html"
    And a visitor asks the website for the head of "/object"
    Then the answer is 403
    And the answer's header "x-amz-error-code" is "AccessDenied"
    When a visitor asks the website for "/object"
    Then the answer is 403
    And the answer's header "content-type" is "text/html; charset=utf-8"

  Scenario: A bucket that is no website has no visitors
    Given a new bucket
    When a visitor asks the website for "/"
    Then the answer is 404
    And the answer's header "x-amz-error-code" is "NoSuchWebsiteConfiguration"

  Scenario: Visitors are sent elsewhere
    Given a public object with S3-managed encryption
    When the bucket becomes a website that sends all to "example.com" by "https"
    And a visitor asks the website for "/a/b?c=d"
    Then the answer is 301
    And the answer's header "location" is "https://example.com/a/b?c=d"
