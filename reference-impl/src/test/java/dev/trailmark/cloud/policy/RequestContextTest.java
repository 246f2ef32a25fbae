package dev.trailmark.cloud.policy;

import static dev.trailmark.cloud.policy.Fixtures.ACCOUNT;
import static dev.trailmark.cloud.policy.Fixtures.ROLE_ARN;
import static dev.trailmark.cloud.policy.Fixtures.USER_ARN;
import static dev.trailmark.cloud.policy.Fixtures.role;
import static dev.trailmark.cloud.policy.Fixtures.root;
import static dev.trailmark.cloud.policy.Fixtures.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestContextTest {

  @Test
  void keysIgnoreCaseWhenTheyAreSet() {
    ContextValues context = new ContextValues().put("AWS:SourceArn", "x");
    assertThat(context.values("aws:sourcearn")).containsExactly("x");
    assertThat(context.values("aws:sourceaccount")).isNull();
  }

  @Test
  void aChildAddsToItsParentAndHidesWithoutChangingIt() {
    ContextValues parent = new ContextValues().put("aws:a", "1").put("aws:b", "2");
    ContextValues child = parent.child().put("aws:a", "9").put("aws:b");
    assertThat(child.values("aws:a")).containsExactly("9");
    assertThat(child.values("aws:b")).isEmpty();
    assertThat(parent.values("aws:a")).containsExactly("1");
    assertThat(parent.child().values("aws:b")).containsExactly("2");
  }

  @Test
  void pairsBecomeKeysOfAPrefix() {
    ContextValues context =
        new ContextValues()
            .putAll(Map.of("kms:EncryptionContextKeys", List.of("Team", "Stage")))
            .addEach("kms:EncryptionContext:", Map.of("Team", "blue"));
    assertThat(context.values("kms:encryptioncontext:team")).containsExactly("blue");
    assertThat(context.values("kms:encryptioncontextkeys")).containsExactly("Team", "Stage");
  }

  @Test
  void aUserIsDescribed() {
    PrincipalContext context = new PrincipalContext(user());
    assertThat(context.values("aws:principalarn")).containsExactly(USER_ARN);
    assertThat(context.values("aws:principalaccount")).containsExactly(ACCOUNT);
    assertThat(context.values("aws:principaltype")).containsExactly("User");
    assertThat(context.values("aws:userid")).containsExactly("AIDAALICE2345678");
    assertThat(context.values("aws:username")).containsExactly("alice");
    assertThat(context.values("aws:principalisawsservice")).containsExactly("false");
    assertThat(context.values("aws:tokenissuetime")).isNull();
    assertThat(context.values("aws:multifactorauthpresent")).isNull();
    assertThat(context.values("aws:principalservicename")).isNull();
  }

  @Test
  void aRoleSessionIsDescribedByItsRole() {
    PrincipalContext context = new PrincipalContext(role());
    assertThat(context.values("aws:principalarn")).containsExactly(ROLE_ARN);
    assertThat(context.values("aws:principaltype")).containsExactly("AssumedRole");
    assertThat(context.values("aws:userid")).containsExactly("AROALAB234567890:lab");
    assertThat(context.values("aws:username")).isNull();
    assertThat(context.values("aws:tokenissuetime")).containsExactly("2026-01-01T00:00:00Z");
    assertThat(context.values("aws:multifactorauthpresent")).containsExactly("false");
    assertThat(context.values("aws:principaltag/team")).containsExactly("blue");
    assertThat(context.values("aws:principaltag/stage")).isNull();
  }

  @Test
  void rootServicesAndAnonymousCallersAreDescribed() {
    PrincipalContext rootUser = new PrincipalContext(root());
    assertThat(rootUser.values("aws:principaltype")).containsExactly("Account");
    assertThat(rootUser.values("aws:userid")).containsExactly(ACCOUNT);
    PrincipalContext nobody = new PrincipalContext(Principal.anonymous());
    assertThat(nobody.values("aws:principalarn")).isNull();
    assertThat(nobody.values("aws:userid")).containsExactly("anonymous");
    assertThat(nobody.values("aws:principaltype")).containsExactly("Anonymous");
    PrincipalContext service = new PrincipalContext(Principal.service("config.amazonaws.com"));
    assertThat(service.values("aws:principalservicename")).containsExactly("config.amazonaws.com");
    assertThat(service.values("aws:principalisawsservice")).containsExactly("true");
    assertThat(service.values("aws:userid")).isNull();
    assertThat(service.values("aws:principaltype")).isNull();
  }
}
