using VisEval.Harness.Evaluation;

namespace VisEval.Tests.Harness.Evaluation;

public sealed class SharedValuesTests
{
    [Test]
    public void A_value_is_worked_out_once_and_the_others_are_spared_its_passes()
    {
        var (values, computed, passes) = (new SharedValues(), 0, 0L);
        int Compute()
        {
            passes += 5;
            return ++computed;
        }

        Assert.That(values.Get("key", Compute, () => passes), Is.EqualTo((1, 0L)));
        Assert.That(values.Get("key", Compute, () => passes), Is.EqualTo((1, 5L)));
        Assert.That(values.Get("other", Compute, () => passes), Is.EqualTo((2, 0L)));
    }

    [Test]
    public void Threads_that_ask_at_once_get_one_value()
    {
        var (values, computed) = (new SharedValues(), 0);
        var found = new (int Value, long Spared)[64];

        Parallel.For(0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            found[i] = values.Get(i % 4, () => Interlocked.Increment(ref computed), () => 0));

        Assert.That(computed, Is.EqualTo(4));
        Assert.That(found.Select(f => f.Value).Distinct().Count(), Is.EqualTo(4));
    }

    [Test]
    public void An_error_is_the_answer_to_everybody()
    {
        var (values, computed) = (new SharedValues(), 0);
        int Fail()
        {
            computed++;
            throw new ArgumentException("no");
        }

        for (var i = 0; i < 2; i++)
            Assert.That(() => values.Get("key", Fail, () => 0), Throws.ArgumentException);
        Assert.That(computed, Is.EqualTo(1));
    }
}
