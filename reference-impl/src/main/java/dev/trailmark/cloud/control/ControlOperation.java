package dev.trailmark.cloud.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.cloud.operation.Call;

/** One operation of the control room: a row of its table. */
@FunctionalInterface
interface ControlOperation {

  /**
   * Answers.
   *
   * @param call who asks
   * @param input what they sent
   * @throws dev.trailmark.cloud.operation.ServiceException what they are told instead
   */
  JsonNode answer(Call call, ControlInput input);
}
