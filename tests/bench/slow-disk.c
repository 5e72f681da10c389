// A disk whose syncs take $SYNC_US microseconds each, whatever the real one does: nothing is synced.
// gcc -shared -fPIC -O1 -o slow-disk.so slow-disk.c; then LD_PRELOAD=slow-disk.so.
#include <stdlib.h>
#include <unistd.h>

static int wait_for_it(void) {
  const char *time = getenv("SYNC_US");
  if (time)
    usleep(atoi(time));
  return 0;
}

int fsync(int fd) { return (void)fd, wait_for_it(); }
int fdatasync(int fd) { return (void)fd, wait_for_it(); }
