// Writes down what a process does to the files below $TRACED, and when that was safe on the disk, into $TRACE.
// gcc -shared -fPIC -O1 -o shim.so shim.c -ldl; then LD_PRELOAD=shim.so.
// A record: kind (1 octet), number of the file, offset, length (8 octets each, of this machine), then as many octets.
//   N name of a file by its number | W written | T cut to the offset | S synced | U unlinked | D synced folders | A printed by the process
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FILES = 4096, DESCRIPTORS = 65536, FOLDER = -2 };

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static int trace = -1;
static const char *traced;
static char *names[FILES];
static int file_of[DESCRIPTORS]; // number + 1; FOLDER for a folder; 0 for what is not watched
static int files;

__attribute__((constructor)) static void begin(void) {
  traced = getenv("TRACED");
  const char *path = getenv("TRACE");
  if (traced && path)
    trace = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void record(char kind, int64_t file, int64_t offset, const void *data, int64_t length) {
  char head[25];
  head[0] = kind;
  memcpy(head + 1, &file, 8);
  memcpy(head + 9, &offset, 8);
  memcpy(head + 17, &length, 8);
  syscall(SYS_write, trace, head, sizeof head);
  for (int64_t done = 0; done < length;) {
    long n = syscall(SYS_write, trace, (const char *)data + done, length - done);
    if (n <= 0)
      abort();
    done += n;
  }
}

static int watched(int fd) { return trace >= 0 && fd >= 0 && fd < DESCRIPTORS ? file_of[fd] : 0; }

static int number(const char *path) {
  for (int i = 0; i < files; i++)
    if (names[i] && !strcmp(names[i], path))
      return i;
  names[files] = strdup(path);
  record('N', files, 0, path, strlen(path));
  return files++;
}

static void opened(int fd, const char *path, int flags) {
  if (trace < 0 || fd < 0 || fd >= DESCRIPTORS || strncmp(path, traced, strlen(traced)))
    return;
  struct stat is;
  if (fstat(fd, &is))
    return;
  pthread_mutex_lock(&guard);
  if (S_ISDIR(is.st_mode))
    file_of[fd] = FOLDER;
  else if (S_ISREG(is.st_mode)) {
    file_of[fd] = number(path) + 1;
    if (flags & O_TRUNC)
      record('T', file_of[fd] - 1, 0, 0, 0);
  }
  pthread_mutex_unlock(&guard);
}

#define REAL(result, name, ...)                                                                                                                      \
  static result (*real)(__VA_ARGS__);                                                                                                                \
  if (!real)                                                                                                                                         \
  real = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

#define OPEN(name)                                                                                                                                   \
  int name(const char *path, int flags, ...) {                                                                                                       \
    va_list rest;                                                                                                                                    \
    va_start(rest, flags);                                                                                                                           \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                                                                          \
    va_end(rest);                                                                                                                                    \
    REAL(int, name, const char *, int, ...);                                                                                                         \
    int fd = real(path, flags, mode);                                                                                                                \
    opened(fd, path, flags);                                                                                                                         \
    return fd;                                                                                                                                       \
  }
OPEN(open)
OPEN(open64)

static ssize_t wrote(int fd, const void *data, ssize_t done, off64_t offset) {
  if (done > 0 && watched(fd) > 0)
    record('W', file_of[fd] - 1, offset, data, done);
  else if (done > 0 && trace >= 0 && fd == 1)
    record('A', 0, 0, data, done);
  return done;
}

ssize_t write(int fd, const void *data, size_t length) {
  REAL(ssize_t, write, int, const void *, size_t);
  if (watched(fd) <= 0 && fd != 1)
    return real(fd, data, length);
  pthread_mutex_lock(&guard);
  off64_t offset = fd == 1 ? 0 : lseek64(fd, 0, SEEK_CUR);
  ssize_t done = wrote(fd, data, real(fd, data, length), offset);
  pthread_mutex_unlock(&guard);
  return done;
}

#define PWRITE(name, offset_type)                                                                                                                    \
  ssize_t name(int fd, const void *data, size_t length, offset_type offset) {                                                                        \
    REAL(ssize_t, name, int, const void *, size_t, offset_type);                                                                                     \
    if (watched(fd) <= 0)                                                                                                                            \
      return real(fd, data, length, offset);                                                                                                         \
    pthread_mutex_lock(&guard);                                                                                                                      \
    ssize_t done = wrote(fd, data, real(fd, data, length, offset), offset);                                                                          \
    pthread_mutex_unlock(&guard);                                                                                                                    \
    return done;                                                                                                                                     \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define TRUNCATE(name, offset_type)                                                                                                                  \
  int name(int fd, offset_type length) {                                                                                                             \
    REAL(int, name, int, offset_type);                                                                                                               \
    pthread_mutex_lock(&guard);                                                                                                                      \
    int code = real(fd, length);                                                                                                                     \
    if (!code && watched(fd) > 0)                                                                                                                    \
      record('T', file_of[fd] - 1, length, 0, 0);                                                                                                    \
    pthread_mutex_unlock(&guard);                                                                                                                    \
    return code;                                                                                                                                     \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name)                                                                                                                                   \
  int name(int fd) {                                                                                                                                 \
    REAL(int, name, int);                                                                                                                            \
    pthread_mutex_lock(&guard);                                                                                                                      \
    int code = real(fd);                                                                                                                             \
    if (!code && watched(fd))                                                                                                                        \
      record(file_of[fd] == FOLDER ? 'D' : 'S', file_of[fd] == FOLDER ? 0 : file_of[fd] - 1, 0, 0, 0);                                               \
    pthread_mutex_unlock(&guard);                                                                                                                    \
    return code;                                                                                                                                     \
  }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
  REAL(int, unlink, const char *);
  pthread_mutex_lock(&guard);
  int code = real(path);
  for (int i = 0; !code && trace >= 0 && i < files; i++)
    if (names[i] && !strcmp(names[i], path)) {
      record('U', i, 0, 0, 0);
      names[i] = 0; // a file of this name that comes later is another one
    }
  pthread_mutex_unlock(&guard);
  return code;
}

int close(int fd) {
  REAL(int, close, int);
  if (trace >= 0 && fd >= 0 && fd < DESCRIPTORS)
    file_of[fd] = 0;
  return real(fd);
}
