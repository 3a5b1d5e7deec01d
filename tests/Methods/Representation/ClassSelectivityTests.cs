using VisEval.Core;
using VisEval.Methods.Representation;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Representation.Shared;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Representation;

/// <summary>Class selectivity in closed form.</summary>
public sealed class ClassSelectivityTests
{
    [Test]
    public void One_class_alone_gives_one_all_alike_zero_and_the_formula_between()
    {
        var size = new ImageSize(5, 1, 2);
        // Labels go round three classes: channel 0 answers to class 1 alone, 1 to all, 2 with means 4, 2, 1; 3 is negative, 4 silent.
        Tensor[] images = [.. Enumerable.Range(0, 30).Select(i => new Tensor(
            [0, i % 3 == 1 ? 2 : 0, 3, 3, 4 >> i % 3, 4 >> i % 3, -1, -1, 0, 0], 1, 5, 1, 2))];
        var table = new ClassSelectivity().Analyse(MadeUpStudy.Of(LinearModel.Random(size, 3, 1), ["layer"], images, 3)).Tables[0];
        double Value(int channel) => ((Finding.LeftOut)table.Cell(channel, "selectivity")).Value;
        Assert.Multiple(() =>
        {
            Assert.That((Value(0), Value(1)), Is.EqualTo((1.0, 0.0)));
            Assert.That(Value(2), Is.EqualTo((4 - 1.5) / (4 + 1.5)).Within(1e-12));
            Assert.That(table.Word(0, "class"), Is.EqualTo("c1"));
            Assert.That(table.Number(0, "class_mean"), Is.EqualTo(1));
            Assert.That(Area(table, 0), Is.EqualTo(1));
            Assert.That(Area(table, 1), Is.EqualTo(0.5));
            Assert.That(table.Rows[3].State.Text, Is.EqualTo("undefined:negative-mean"));
            Assert.That(table.Rows[4].State.Text, Is.EqualTo("undefined:silent-channel"));
        });
    }

    [Test]
    public void Noise_has_some_selectivity_and_dealing_labels_anew_says_how_much()
    {
        var size = new ImageSize(20, 1, 1);
        Tensor[] images = [.. MadeUpStudy.Images(size, 60, 3).Select(i => new Tensor(Array.ConvertAll(i.Values, Math.Abs), 1, 20, 1, 1))];
        var table = new ClassSelectivity().Analyse(MadeUpStudy.Of(LinearModel.Random(size, 6, 1), ["layer"], images, 6)).Tables[0];
        var own = Enumerable.Range(0, 20).Average(k => ((Finding.LeftOut)table.Cell(k, "selectivity")).Value);
        var noise = Enumerable.Range(0, 20).Average(k => table.Number(k, "selectivity_noise"));
        Assert.That(own, Is.GreaterThan(0.1));
        Assert.That(noise, Is.EqualTo(own).Within(0.05));
        Assert.That(Enumerable.Range(0, 20).Average(k => Area(table, k)), Is.EqualTo(0.5).Within(0.1));
    }

    [Test]
    public void The_area_is_that_of_naive_pairs_over_all_splits_and_halves()
    {
        var random = Seed.Of(4).Random();
        // Few levels, so that there are ties.
        double[] values = [.. Enumerable.Range(0, 50).Select(_ => (double)random.NextInt(6))];
        var labels = new ClassMembers([.. Enumerable.Range(0, 50).Select(i => (IReadOnlyList<int>)(i % 7 == 0 ? [0, 2] : [i % 3]))]);
        List<int[]> splits = [.. Enumerable.Range(0, 3).Select(s => Enumerable.Range(0, 50).Select(i => (i + s * i / 3) % 2).ToArray())];
        int[] some = [.. Enumerable.Range(0, 50).Where(i => i % 9 != 4)];
        var (sum, count) = (0.0, 0);
        foreach (var split in splits)
            for (var half = 0; half < 2; half++)
            {
                var best = Enumerable.Range(0, 3)
                    .MaxBy(c => some.Where(i => split[i] == half && labels.Labels[i].Contains(c)).Average(i => values[i]));
                var wins = from m in some.Where(i => split[i] != half && labels.Labels[i].Contains(best))
                           from o in some.Where(i => split[i] != half && !labels.Labels[i].Contains(best))
                           select values[m] > values[o] ? 1 : values[m] == values[o] ? 0.5 : 0;
                (sum, count) = (sum + wins.Average(), count + 1);
            }
        int[] ascending = [.. some.OrderBy(i => values[i])];
        Assert.That(labels.HeldOutArea(values, splits, ascending), Is.EqualTo(sum / count).Within(1e-12));
    }

    [Test]
    public void Halves_hold_all_copies_of_an_image_and_the_order_has_no_say()
    {
        var size = new ImageSize(4, 1, 1);
        Tensor[] images = [.. MadeUpStudy.Images(size, 40, 3).Select(i => new Tensor(Array.ConvertAll(i.Values, Math.Abs), 1, 4, 1, 1))];
        var study = MadeUpStudy.Of(LinearModel.Random(size, 3, 1), ["layer"], images, 3);
        int[] order = [.. Enumerable.Range(0, 40)];
        Seed.Of(1).Random().Shuffle<int>(order);
        var turned = study with
        {
            Networks = [study.Networks[0] with { Load = i => images[order[i]] }],
            Images = [.. order.Select(i => study.Images[i])],
        };
        var (one, other) = (new ClassSelectivity().Analyse(study).Tables[0], new ClassSelectivity().Analyse(turned).Tables[0]);
        for (var k = 0; k < 4; k++)
        {
            Assert.That(Area(other, k), Is.EqualTo(Area(one, k)));
            Assert.That(((Finding.LeftOut)other.Cell(k, "area")).Without, Is.EqualTo(((Finding.LeftOut)one.Cell(k, "area")).Without));
            Assert.That(other.Number(k, "selectivity_noise"), Is.EqualTo(one.Number(k, "selectivity_noise")));
        }
        // Every image twice: the halves, and so the area, are those of the images once.
        var twice = study with
        {
            Networks = [study.Networks[0] with { Load = i => images[i % 40] }],
            Images = [.. study.Images, .. study.Images.Select(i => i with { Id = $"{i.Id}b", Content = i.Content })],
        };
        var doubled = new ClassSelectivity().Analyse(twice).Tables[0];
        for (var k = 0; k < 4; k++)
            Assert.That(Area(doubled, k), Is.EqualTo(Area(one, k)).Within(1e-12));
    }

    [Test]
    public void A_channel_that_is_the_same_for_all_images_is_a_state()
    {
        var size = new ImageSize(1, 1, 1);
        Tensor[] images = [.. Enumerable.Range(0, 12).Select(_ => new Tensor([3], 1, 1, 1, 1))];
        var row = new ClassSelectivity().Analyse(MadeUpStudy.Of(LinearModel.Random(size, 3, 1), ["layer"], images, 3)).Tables[0].Rows[0];
        Assert.That(row.State.Text, Is.EqualTo("degenerate:constant-channel"));
    }

    private static double Area(FindingTable table, int row) => ((Finding.LeftOut)table.Cell(row, "area")).Value;

    [Test]
    public void Images_of_one_class_are_objected_to()
    {
        var size = new ImageSize(1, 2, 2);
        var study = MadeUpStudy.Of(LinearModel.Random(size, 2, 1), ["layer"], MadeUpStudy.Images(size, 5, 5), 1);
        Assert.That(new ClassSelectivity().Objections(study), Has.Some.Contains("fewer than two"));
    }
}
