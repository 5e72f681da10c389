// Ends a process by SIGKILL at a chosen write to a file or a chosen byte to or from a server: loaded in front of the C library by LD_PRELOAD.
// KILL_FILE is a part of the path of the files, KILL_PORT the port of the server, KILL_LOG a file that gets a letter for each event:
// W and S for a write to and a sync of a file, > and < for what goes to and comes from the server.
// KILL_AT is such a letter, a number from 1, and "before" or "after": "S 3 before". KILL_CUT=1 drops what was written and not yet synced, as
// a power cut does.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_UNDONE 4096

struct undone {
  char path[512];
  off_t offset, size;
  size_t length;
  char *before;
};

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static struct undone undo[MOST_UNDONE];
static int undone_count, counts[128], target, port, is_cut;
static char target_kind, target_after;
static const char *part;
static int log_fd = -1;

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pread)(int, void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_read)(int, void *, size_t);
static ssize_t (*real_send)(int, const void *, size_t, int);
static ssize_t (*real_recv)(int, void *, size_t, int);
static ssize_t (*real_sendmsg)(int, const struct msghdr *, int);
static ssize_t (*real_recvmsg)(int, struct msghdr *, int);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);

__attribute__((constructor)) static void begin(void) {
  real_pwrite = dlsym(RTLD_NEXT, "pwrite");
  real_pread = dlsym(RTLD_NEXT, "pread");
  real_write = dlsym(RTLD_NEXT, "write");
  real_read = dlsym(RTLD_NEXT, "read");
  real_send = dlsym(RTLD_NEXT, "send");
  real_recv = dlsym(RTLD_NEXT, "recv");
  real_sendmsg = dlsym(RTLD_NEXT, "sendmsg");
  real_recvmsg = dlsym(RTLD_NEXT, "recvmsg");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  part = getenv("KILL_FILE");
  const char *given = getenv("KILL_PORT"), *at = getenv("KILL_AT"), *log = getenv("KILL_LOG"), *cut = getenv("KILL_CUT");
  port = given ? atoi(given) : 0;
  is_cut = cut && *cut == '1';
  char word[16] = "";
  if (at && sscanf(at, "%c %d %15s", &target_kind, &target, word) == 3) target_after = word[0] == 'a';
  if (log) log_fd = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_file(int fd, char *path, size_t room) {
  char link[64];
  if (!part) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, room - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return path[0] == '/' && strstr(path, part) && !strstr(path, "-shm");
}

static int is_server(int fd) {
  struct sockaddr_storage peer;
  socklen_t length = sizeof peer;
  if (!port || getpeername(fd, (struct sockaddr *)&peer, &length) != 0) return 0;
  if (peer.ss_family == AF_INET) return ntohs(((struct sockaddr_in *)&peer)->sin_port) == port;
  if (peer.ss_family == AF_INET6) return ntohs(((struct sockaddr_in6 *)&peer)->sin6_port) == port;
  return 0;
}

static void take_back(void) {
  for (int i = undone_count - 1; i >= 0; i--) {
    int fd = open(undo[i].path, O_RDWR | O_CLOEXEC);
    if (fd < 0) continue;
    if (undo[i].length > 0) real_pwrite(fd, undo[i].before, undo[i].length, undo[i].offset);
    if (ftruncate(fd, undo[i].size) != 0) _exit(99);
    close(fd);
  }
}

static void happen(char kind, int is_after) {
  if (!is_after) {
    counts[(int)kind]++;
    if (log_fd >= 0) real_write(log_fd, &kind, 1);
  }
  if (kind != target_kind || counts[(int)kind] != target || is_after != target_after) return;
  if (is_cut) take_back();
  kill(getpid(), SIGKILL);
}

static void remember(const char *path, int fd, size_t length, off_t offset) {
  struct stat now;
  if (!is_cut || undone_count == MOST_UNDONE || fstat(fd, &now) != 0) return;
  struct undone *one = &undo[undone_count++];
  snprintf(one->path, sizeof one->path, "%s", path);
  one->offset = offset;
  one->size = now.st_size;
  one->before = malloc(length);
  ssize_t held = one->before ? real_pread(fd, one->before, length, offset) : 0;
  one->length = held > 0 ? (size_t)held : 0;
}

static void forget(const char *path) {
  int kept = 0;
  for (int i = 0; i < undone_count; i++) {
    if (strcmp(undo[i].path, path) == 0) free(undo[i].before);
    else undo[kept++] = undo[i];
  }
  undone_count = kept;
}

// Of a negative offset: where the file stands.
static ssize_t write_at(int fd, const void *bytes, size_t length, off_t offset) {
  char path[512];
  if (!is_file(fd, path, sizeof path)) return offset < 0 ? real_write(fd, bytes, length) : real_pwrite(fd, bytes, length, offset);
  pthread_mutex_lock(&turn);
  happen('W', 0);
  remember(path, fd, length, offset < 0 ? lseek(fd, 0, SEEK_CUR) : offset);
  ssize_t written = offset < 0 ? real_write(fd, bytes, length) : real_pwrite(fd, bytes, length, offset);
  happen('W', 1);
  pthread_mutex_unlock(&turn);
  return written;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return write_at(fd, bytes, length, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) { return write_at(fd, bytes, length, offset); }

static int sync_now(int fd, int (*real)(int)) {
  char path[512];
  if (!is_file(fd, path, sizeof path)) return real(fd);
  pthread_mutex_lock(&turn);
  happen('S', 0);
  int result = real(fd);
  forget(path);
  happen('S', 1);
  pthread_mutex_unlock(&turn);
  return result;
}

int fsync(int fd) { return sync_now(fd, real_fsync); }
int fdatasync(int fd) { return sync_now(fd, real_fdatasync); }

#define SEND(call)                                                                                                                        \
  if (!is_server(fd)) return call;                                                                                                       \
  happen('>', 0);                                                                                                                        \
  ssize_t sent = call;                                                                                                                   \
  happen('>', 1);                                                                                                                        \
  return sent

#define RECEIVE(call)                                                                                                                     \
  ssize_t received = call;                                                                                                               \
  int error = errno;                                                                                                                     \
  if (received > 0 && is_server(fd)) happen('<', 0), happen('<', 1);                                                                      \
  errno = error;                                                                                                                         \
  return received

ssize_t send(int fd, const void *bytes, size_t length, int flags) { SEND(real_send(fd, bytes, length, flags)); }
ssize_t sendmsg(int fd, const struct msghdr *message, int flags) { SEND(real_sendmsg(fd, message, flags)); }
ssize_t write(int fd, const void *bytes, size_t length) { SEND(write_at(fd, bytes, length, -1)); }
ssize_t recv(int fd, void *bytes, size_t length, int flags) { RECEIVE(real_recv(fd, bytes, length, flags)); }
ssize_t recvmsg(int fd, struct msghdr *message, int flags) { RECEIVE(real_recvmsg(fd, message, flags)); }
ssize_t read(int fd, void *bytes, size_t length) { RECEIVE(real_read(fd, bytes, length)); }
