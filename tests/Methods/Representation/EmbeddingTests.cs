using VisEval.Core;
using VisEval.Methods.Representation;
using VisEval.Methods.Representation.Contracts;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Representation;

/// <summary>Maps of layers.</summary>
internal sealed class EmbeddingTests
{
    private static readonly ImageSize Size = new(2, 3, 3);

    [TestCase(EmbeddingMethod.TSne)]
    [TestCase(EmbeddingMethod.Pca)]
    public void Planted_clusters_stay_together(EmbeddingMethod method)
    {
        var images = MadeUpStudy.Images(Size, 60, 1);
        for (var i = 0; i < 60; i++)
            images[i].Values[i % 3] += 40;
        var study = MadeUpStudy.Of(LinearModel.Random(Size, 3, 1), ["layer"], images, 3);
        var findings = new Embedding(method, Perplexity: 10).Analyse(study);
        var quality = findings.Tables[1];
        double Mean(string column) => ((Finding.Mean)quality.Cell(0, column)).Values.Average();
        Assert.That((Mean("accuracy_layer"), Mean("accuracy_map")), Is.EqualTo((1.0, 1.0)));
        Assert.That(quality.Number(0, "accuracy_chance"), Is.EqualTo(19 / 59.0).Within(1e-12));
        Assert.That(Mean("trustworthiness"), Is.InRange(0.8, 1));
        Assert.That(findings.Tables[0].Rows, Has.Count.EqualTo(60));
        var points = (FindingPicture.Points)findings.Pictures.Single();
        Assert.That(points.Groups, Is.EqualTo(Enumerable.Range(0, 60).Select(i => i % 3)));
        Assert.That(points.Images, Is.EqualTo(study.Images.Select(i => i.Id)));
    }

    [Test]
    public void The_only_image_of_its_label_is_not_counted()
    {
        // Labels 0 to 28 go round 30 images: 0 twice, the others once.
        var study = MadeUpStudy.Of(LinearModel.Random(Size, 29, 1), ["layer"], MadeUpStudy.Images(Size, 30, 2), 29);
        var quality = new Embedding(EmbeddingMethod.Pca, Neighbours: 1).Analyse(study).Tables[1];
        Assert.That((quality.Number(0, "labelled"), quality.Number(0, "accuracy_chance")), Is.EqualTo((2, 1)));
        Assert.That(((Finding.Mean)quality.Cell(0, "accuracy_layer")).Values, Is.EqualTo(new[] { 1, 1 }));
        // Every label once.
        var alone = MadeUpStudy.Of(LinearModel.Random(Size, 30, 1), ["layer"], MadeUpStudy.Images(Size, 30, 2), 30);
        var row = new Embedding(EmbeddingMethod.Pca, Neighbours: 1).Analyse(alone).Tables[1];
        Assert.That(row.Rows[0].State.Text, Is.EqualTo("undefined:too-few-labels"));
        Assert.That(row.Cell(0, "accuracy_layer"), Is.EqualTo(Finding.None));
    }

    [Test]
    public void A_layer_of_two_values_is_its_own_principal_map()
    {
        var size = new ImageSize(2, 1, 1);
        var study = MadeUpStudy.Of(LinearModel.Random(size, 3, 1), ["layer"], MadeUpStudy.Images(size, 30, 2), 3);
        var quality = new Embedding(EmbeddingMethod.Pca).Analyse(study).Tables[1];
        Assert.That(quality.Number(0, "variance_share"), Is.EqualTo(1).Within(1e-9));
        Assert.That(((Finding.Mean)quality.Cell(0, "trustworthiness")).Values, Is.All.EqualTo(1));
        Assert.That(((Finding.Mean)quality.Cell(0, "continuity")).Values, Is.All.EqualTo(1));
    }

    [Test]
    public void A_constant_layer_is_a_state()
    {
        Tensor[] images = [.. Enumerable.Range(0, 40).Select(_ => Tensor.Zeros(1, 2, 3, 3))];
        var findings = new Embedding(Perplexity: 5).Analyse(MadeUpStudy.Of(LinearModel.Random(Size, 3, 1), ["layer"], images, 3));
        Assert.That(findings.Tables[1].Rows[0].State.Text, Is.EqualTo("degenerate:constant-layer"));
    }

    [Test]
    public void Too_few_images_for_the_perplexity_are_objected_to()
    {
        var study = MadeUpStudy.Of(LinearModel.Random(Size, 3, 1), ["layer"], MadeUpStudy.Images(Size, 40, 2), 3);
        Assert.That(
            new Embedding().Objections(study).Single(), Does.Contain("at least 91 images; there are 40. Write perplexity=13 or less"));
        Assert.That(new Embedding(Perplexity: 13).Objections(study), Is.Empty);
        Assert.That(new Embedding(EmbeddingMethod.Pca).Objections(study), Is.Empty);
    }
}
