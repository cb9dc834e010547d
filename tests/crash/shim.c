/* Counts every system call of one process that changes something below one folder, writes its name
 * down, and at the chosen number kills the process or lets the call fail.
 *
 * cc -shared -fPIC -o shim.so shim.c -ldl; LD_PRELOAD=shim.so; then shim_arm(...) from the process.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static char root[PATH_MAX];
static long chosen, count;
static int failure, armed_pid, log_fd = -1;

/* `fail` is 0 for a kill, else the errno; `at` is counted from 1. */
void shim_arm(const char *folder, long at, int fail, int fd) {
    snprintf(root, sizeof root, "%s", folder);
    chosen = at;
    count = 0;
    failure = fail;
    log_fd = fd;
    armed_pid = (int)syscall(SYS_getpid);
}

void shim_disarm(void) { armed_pid = 0; }

long shim_count(void) { return count; }

static int struck(const char *name, const char *path) {
    char line[PATH_MAX + 64];
    if (armed_pid == 0 || path == NULL || strncmp(path, root, strlen(root)) != 0) return 0;
    if ((int)syscall(SYS_getpid) != armed_pid) return 0;
    long own = __sync_add_and_fetch(&count, 1); /* threads call at the same time */
    if (log_fd >= 0) {
        int length = snprintf(line, sizeof line, "%s %s\n", name, path + strlen(root));
        syscall(SYS_write, log_fd, line, (size_t)length);
    }
    if (own != chosen) return 0;
    if (failure == 0) syscall(SYS_kill, armed_pid, SIGKILL);
    errno = failure;
    return 1;
}

static int struck_fd(const char *name, int fd) {
    char link[64], path[PATH_MAX];
    int saved = errno;
    if (armed_pid == 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = syscall(SYS_readlink, link, path, sizeof path - 1);
    errno = saved;
    if (length < 0) return 0;
    path[length] = 0;
    return struck(name, path);
}

#define REAL(name, ...) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))(__VA_ARGS__)
#define BY_PATH(name, path, signature, ...)                                                        \
    int name signature { return struck(#name, path) ? -1 : REAL(name, __VA_ARGS__); }
#define BY_FD(result, name, fd, signature, ...)                                                    \
    result name signature { return struck_fd(#name, fd) ? -1 : REAL(name, __VA_ARGS__); }

BY_PATH(mkdir, path, (const char *path, mode_t mode), path, mode)
BY_PATH(mkdirat, path, (int at, const char *path, mode_t mode), at, path, mode)
BY_PATH(rmdir, path, (const char *path), path)
BY_PATH(unlink, path, (const char *path), path)
BY_PATH(unlinkat, path, (int at, const char *path, int flags), at, path, flags)
BY_PATH(link, to, (const char *from, const char *to), from, to)
BY_PATH(linkat, to, (int a, const char *from, int b, const char *to, int flags), a, from, b, to, flags)
BY_PATH(symlink, to, (const char *from, const char *to), from, to)
BY_PATH(symlinkat, to, (const char *from, int at, const char *to), from, at, to)
BY_PATH(rename, to, (const char *from, const char *to), from, to)
BY_PATH(renameat, to, (int a, const char *from, int b, const char *to), a, from, b, to)
BY_PATH(chmod, path, (const char *path, mode_t mode), path, mode)
BY_PATH(fchmodat, path, (int at, const char *path, mode_t mode, int flags), at, path, mode, flags)
BY_PATH(truncate, path, (const char *path, off_t size), path, size)
BY_FD(int, fchmod, fd, (int fd, mode_t mode), fd, mode)
BY_FD(int, fsync, fd, (int fd), fd)
BY_FD(int, fdatasync, fd, (int fd), fd)
BY_FD(int, syncfs, fd, (int fd), fd)
BY_FD(int, ftruncate, fd, (int fd, off_t size), fd, size)
BY_FD(int, ftruncate64, fd, (int fd, off64_t size), fd, size)
BY_FD(ssize_t, write, fd, (int fd, const void *from, size_t size), fd, from, size)
BY_FD(ssize_t, pwrite, fd, (int fd, const void *from, size_t size, off_t at), fd, from, size, at)
BY_FD(ssize_t, pwrite64, fd, (int fd, const void *from, size_t size, off64_t at), fd, from, size, at)
BY_FD(ssize_t, sendfile, to, (int to, int from, off_t *at, size_t size), to, from, at, size)
BY_FD(ssize_t, sendfile64, to, (int to, int from, off64_t *at, size_t size), to, from, at, size)
BY_FD(ssize_t, writev, fd, (int fd, const struct iovec *from, int number), fd, from, number)

#define CHANGES (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR)
#define OPENING(name)                                                                              \
    int name(const char *path, int flags, ...) {                                                   \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0;                  \
        va_end(rest);                                                                              \
        if ((flags & CHANGES) && struck(#name, path)) return -1;                                   \
        return REAL(name, path, flags, mode);                                                      \
    }
OPENING(open)
OPENING(open64)
