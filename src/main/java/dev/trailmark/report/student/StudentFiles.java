package dev.trailmark.report.student;

import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.report.ReportWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A folder for each student, with one file or more of each format. Grades are gone through in
 * order; as many students' files are written at once as there are processors.
 */
public final class StudentFiles implements ReportWriter {
  private static final List<StudentWriter> WRITERS =
      List.of(
          new FeedbackMarkdown(),
          new FeedbackHtml(),
          new Gradescope(),
          new Classroom50(),
          new PrairieLearn(),
          new Vocareum());

  @Override
  public Path write(GradeBook book, Path directory) throws IOException {
    StudentFolders folders = StudentFolders.of(book.grades());
    ExecutorService pool = pool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<Void>> students = new ArrayList<>();
      for (Grade grade : book.grades()) {
        Path folder = directory.resolve(folders.of(grade));
        students.add(pool.submit(() -> write(StudentView.of(grade, book), folder)));
      }
      for (Future<Void> student : students) {
        student.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException fault) {
        throw fault;
      }
      throw new IllegalStateException("a student's files could not be made", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while students' files were written");
    } finally {
      pool.shutdownNow();
    }
    return directory;
  }

  /** Holds no more grades than it has threads to write them; whoever brings one more writes it. */
  private static ExecutorService pool(int threads) {
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(threads),
        new ThreadPoolExecutor.CallerRunsPolicy());
  }

  private static Void write(StudentView student, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (StudentWriter writer : WRITERS) {
      writer.write(student, folder);
    }
    return null;
  }
}
