package dev.trailmark.integrity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A trail's bucket in memory, to take from and to change. */
final class MapBucket implements Holdings {

  final Map<String, byte[]> objects = new LinkedHashMap<>();
  final Map<String, String> signatures = new LinkedHashMap<>();

  MapBucket(DigestMaker made) {
    made.objects()
        .forEach(
            (key, object) -> {
              objects.put(key, object.gzip());
              if (object.digest()) {
                signatures.put(key, object.signature());
              }
            });
  }

  @Override
  public List<ListedDigest> digests() {
    return objects.keySet().stream()
        .flatMap(
            key ->
                ObjectName.ofKey(key)
                    .filter(ObjectName::digest)
                    .map(name -> new ListedDigest(new Place(DigestMaker.BUCKET, key), name))
                    .stream())
        .toList();
  }

  @Override
  public List<HeldDigest> digest(Place place) {
    byte[] file = objects.get(place.key());
    if (file == null) {
      return List.of();
    }
    try {
      byte[] content =
          Fetched.all(() -> Unpacked.gzip(new ByteArrayInputStream(file), DigestReader.LIMIT));
      return List.of(
          new HeldDigest(
              place.toString(),
              content,
              Optional.ofNullable(signatures.get(place.key())),
              Optional.empty()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<HeldLog> log(Digest.Log log) {
    byte[] file = objects.get(log.place().key());
    if (file == null) {
      return List.of();
    }
    try {
      return List.of(
          HeldLog.read(
              log.place().toString(),
              () -> Unpacked.gzip(new ByteArrayInputStream(file), 64 << 10)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<ListedLog> logs() {
    return objects.keySet().stream()
        .filter(key -> ObjectName.ofKey(key).filter(name -> !name.digest()).isPresent())
        .map(
            key ->
                new ListedLog(new Place(DigestMaker.BUCKET, key).toString(), ObjectName.ofKey(key)))
        .toList();
  }

  @Override
  public boolean complete() {
    return true;
  }
}
