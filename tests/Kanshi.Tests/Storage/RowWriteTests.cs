using Kanshi.Storage;
using Xunit;

namespace Kanshi.Tests.Storage;

public sealed class RowWriteTests
{
    [Fact]
    public void Writes_are_shared_out_over_commits_that_fit_in_their_order()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var chance = new Random(seed);
            RowWrite[] writes = [.. Enumerable.Range(0, chance.Next(400)).Select(i => Write(chance, $"{i}"))];

            var commits = RowWrite.InCommits(writes).ToArray();

            Assert.Equal(writes.Select(write => write.Key), commits.SelectMany(commit => commit).Select(write => write.Key));
            Assert.All(commits, commit => Assert.InRange(commit.Count, 1, RowWrite.MaxPerCommit));
            Assert.All(commits, commit => Assert.InRange(commit.Sum(write => write.ValueBytes), 0, RowWrite.MaxCommitBytes));
        }
    }

    private static RowWrite Write(Random chance, string key)
    {
        var value = new byte[chance.Next(5) == 0 ? chance.Next(RowWrite.MaxValueBytes) : chance.Next(7000)];
        return chance.Next(4) switch { 0 => new RowWrite.Put(key, value), 1 => new RowWrite.Replace(key, value, "1"), 2 => new RowWrite.Delete(key, "1"), _ => new RowWrite.Insert(key, value) };
    }
}
