import KafkaProtocol
import Testing

@testable import Cluster

@Suite struct ReassignmentTests {
    private func partition(
        on replicas: [Int32], isr: [Int32]? = nil, leader: Int32? = nil
    ) -> PartitionImage {
        PartitionImage(
            replicas: replicas, isr: isr ?? replicas, leader: leader ?? replicas[0],
            leaderEpoch: LeaderEpoch(rawValue: 5), partitionEpoch: 3, directories: [])
    }

    private func begin(
        _ partition: PartitionImage, to target: [Int32], dead: Set<Int32> = []
    ) -> PartitionImage {
        Reassignment(of: partition, to: target).begun(in: partition) { !dead.contains($0) }
    }

    @Test func `new replicas come first, old ones stay until they are in sync`() {
        let moving = begin(partition(on: [1, 2]), to: [3, 2])
        #expect(moving.replicas == [3, 2, 1])
        #expect(moving.adding == [3] && moving.removing == [1])
        #expect(moving.isr == [1, 2] && moving.leader == 1)
        #expect(moving.isMoving)
    }

    @Test func `another order alone is there at once, and keeps the leader`() {
        let moved = begin(partition(on: [1, 2, 3]), to: [3, 1, 2])
        #expect(moved.replicas == [3, 1, 2] && moved.leader == 1 && !moved.isMoving)
        let lagging = begin(partition(on: [1, 2, 3], isr: [1]), to: [3, 1, 2])
        #expect(lagging.replicas == [3, 1, 2] && lagging.isr == [1] && !lagging.isMoving)
    }

    @Test func `replicas that only go are gone at once, and a leader among them hands over`() {
        let shrunk = begin(partition(on: [1, 2, 3]), to: [2, 3])
        #expect(shrunk.replicas == [2, 3] && shrunk.isr == [2, 3])
        #expect(shrunk.leader == 2 && !shrunk.isMoving)
        #expect(begin(partition(on: [1, 2, 3]), to: [2, 3], dead: [2]).leader == 3)
    }

    @Test func `replicas that go stay while those that stay are not in sync`() {
        let waiting = begin(partition(on: [1, 2, 3], isr: [1, 2]), to: [2, 3])
        #expect(waiting.replicas == [2, 3, 1])
        #expect(waiting.removing == [1] && waiting.adding == [] && waiting.isr == [1, 2])
    }

    @Test func `a move over a move keeps what is still coming, and drops what came for nothing`() {
        let first = begin(partition(on: [1]), to: [2, 3])
        let again = begin(first, to: [2, 3])
        #expect(again == first)
        let other = begin(first, to: [3, 4])
        #expect(other.replicas == [3, 4, 1, 2])
        #expect(other.adding == [3, 4] && other.removing == [1, 2])
    }

    @Test func `a cancelled move leaves all as it was`() {
        let before = partition(on: [1, 2])
        let moving = begin(before, to: [3, 2])
        let after = Reassignment(underWayIn: moving)?.cancelled(in: moving) { _ in true }
        #expect(after?.replicas == [2, 1] && after?.isr == before.isr)
        #expect(after?.leader == 1 && after?.isMoving == false)
        #expect(Reassignment(underWayIn: before) == nil)
    }

    @Test func `a leader that came with the move hands over when it is cancelled`() {
        var moving = begin(partition(on: [1, 2]), to: [3, 4])
        moving.isr = [3, 2]
        moving.leader = 3
        let after = Reassignment(underWayIn: moving)?.cancelled(in: moving) { _ in true }
        #expect(after?.isr == [2] && after?.leader == 2)
    }

    @Test func `a move is not cancelled where only new replicas have the data`() {
        var moving = begin(partition(on: [1]), to: [2])
        moving.isr = [2]
        moving.leader = 2
        #expect(Reassignment(underWayIn: moving)?.cancelled(in: moving) { _ in true } == nil)
    }
}
