// The five workloads on goroutines of one thread; prints ns of CPU and bytes per unit. b2 uses a
// context and error values, which is what Go has instead of exceptions.
package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

func b1() int {
	const groups, children = 1000, 1000
	for i := 0; i < groups; i++ {
		var group sync.WaitGroup
		group.Add(children)
		for j := 0; j < children; j++ {
			go func() {
				runtime.Gosched()
				group.Done()
			}()
		}
		group.Wait()
	}
	return groups * children
}

func b2() int {
	const rounds, children = 20, 1000
	for i := 0; i < rounds; i++ {
		ctx, cancel := context.WithCancel(context.Background())
		var failure error
		var group sync.WaitGroup
		group.Add(children + 1)
		for j := 0; j < children; j++ {
			go func() {
				defer group.Done()
				timer := time.NewTimer(time.Hour)
				defer timer.Stop()
				select {
				case <-timer.C:
				case <-ctx.Done():
				}
			}()
		}
		go func() {
			defer group.Done()
			time.Sleep(time.Millisecond)
			failure = errors.New("no route")
			cancel()
		}()
		group.Wait()
		if failure == nil {
			panic("nobody failed")
		}
	}
	return rounds * children
}

func b3() int {
	const workers, turns, permits = 1000, 1000, 10
	semaphore := make(chan struct{}, permits)
	var group sync.WaitGroup
	group.Add(workers)
	for i := 0; i < workers; i++ {
		go func() {
			for j := 0; j < turns; j++ {
				semaphore <- struct{}{}
				runtime.Gosched()
				<-semaphore
			}
			group.Done()
		}()
	}
	group.Wait()
	return workers * turns
}

func b4() int {
	const sleepers = 1000000
	random := rand.New(rand.NewSource(1))
	var group sync.WaitGroup
	group.Add(sleepers)
	for i := 0; i < sleepers; i++ {
		// The first deadline leaves time for all to fall asleep.
		duration := 6*time.Second + time.Duration(random.Intn(1e9))
		go func() {
			time.Sleep(duration)
			group.Done()
		}()
	}
	group.Wait()
	return sleepers
}

func b5() int {
	const turns = 10000000
	var group sync.WaitGroup
	group.Add(2)
	for i := 0; i < 2; i++ {
		go func() {
			for j := 0; j < turns; j++ {
				runtime.Gosched()
			}
			group.Done()
		}()
	}
	group.Wait()
	return 2 * turns
}

func cpu() float64 {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return float64(usage.Utime.Nano() + usage.Stime.Nano())
}

func memory(field string) float64 {
	status, _ := os.ReadFile("/proc/self/status")
	for _, line := range strings.Split(string(status), "\n") {
		if strings.HasPrefix(line, field) {
			kilobytes, _ := strconv.ParseFloat(strings.Fields(line)[1], 64)
			return kilobytes * 1024
		}
	}
	return 0
}

func main() {
	runtime.GOMAXPROCS(1)
	workloads := map[string]func() int{"b1": b1, "b2": b2, "b3": b3, "b4": b4, "b5": b5}
	work, known := workloads[os.Args[1]]
	if !known {
		os.Exit(3)
	}
	before := memory("VmRSS:")
	units := float64(work())
	bytes := (memory("VmHWM:") - before) / units
	begin := cpu()
	work()
	fmt.Println((cpu()-begin)/units, bytes)
}
