using VisEval.Core;

namespace VisEval.Tests.Core.Numerics;

public sealed class UpperHalfSortTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(1000)]
    public void Keys_ascend_and_equal_keys_keep_their_order(int count)
    {
        foreach (var keys in (uint[])[1, 5, 300, 70_000, uint.MaxValue])
        {
            var random = Seed.Of(count).Random();
            var values = new ulong[count];
            for (var i = 0; i < count; i++)
                values[i] = random.NextBits() % keys << 32 | (uint)(count - i);
            var expected = values.OrderBy(v => v >> 32).ToArray();
            UpperHalfSort.Sort(values);
            Assert.That(values, Is.EqualTo(expected));
        }
    }
}
