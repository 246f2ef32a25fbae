@conformance
Feature: A body is what its digests say

  Scenario Outline: A body with another <algorithm> is refused
    Given a new bucket
    Then writing "text" with the header "<header>" "<value>" is refused with 400 "BadDigest"
    And the refusal says "did not match"
    And reading "text" is refused with 404 "NoSuchKey"

    Examples:
      | algorithm   | header                | value                                        |
      | Content-MD5 | Content-MD5           | CYketZBSTjX8czcs3cXVlg==                     |
      | CRC32       | x-amz-checksum-crc32  | AAAAAA==                                     |
      | CRC32C      | x-amz-checksum-crc32c | AAAAAA==                                     |
      | SHA-1       | x-amz-checksum-sha1   | AAAAAAAAAAAAAAAAAAAAAAAAAAA=                 |
      | SHA-256     | x-amz-checksum-sha256 | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= |

  Scenario: What is no digest is told apart from a wrong one
    Given a new bucket
    Then writing "text" with the header "Content-MD5" "none" is refused with 400 "InvalidDigest"
    And writing "text" with the header "x-amz-checksum-crc32" "none" is refused with 400 "InvalidRequest"
    And the refusal says "Value for x-amz-checksum-crc32 header is invalid."
    And writing "text" with the header "x-amz-checksum-crc32" "AAAAAB==" is refused with 400 "InvalidRequest"
